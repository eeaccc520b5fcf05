package dev.firn.recovery;

import dev.firn.log.Log;

/// An open log and how it came to be. Only recovery makes one.
public record Recovered(Log log, RecoveryReport report) {}
