package dev.firn.heap.check;

import java.nio.file.Path;

/// What a repair has done. Immutable.
///
/// @param plan what was saved and what is lost
/// @param store the repaired store
/// @param quarantine the damaged file, as it was
/// @param verified what a check of the repaired store came to; it is clean
public record RepairReport(RepairPlan plan, Path store, Path quarantine, CheckReport verified) {}
