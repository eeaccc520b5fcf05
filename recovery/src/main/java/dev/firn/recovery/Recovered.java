package dev.firn.recovery;

import dev.firn.log.Log;
import dev.firn.log.checkpoint.Manifest;
import java.util.Optional;

/// An open log and how it came to be. Only recovery makes one.
///
/// @param checkpoint the one that it was opened with, if there was one
public record Recovered(Log log, RecoveryReport report, Optional<Manifest> checkpoint) {}
