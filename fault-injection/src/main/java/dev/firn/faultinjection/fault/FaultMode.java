package dev.firn.faultinjection.fault;

/// Whether a fault goes away.
public enum FaultMode {
    /// One call fails, the next ones succeed.
    ONCE,
    /// From that call on all of its kind fail.
    STICKY
}
