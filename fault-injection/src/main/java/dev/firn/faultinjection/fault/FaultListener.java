package dev.firn.faultinjection.fault;

/// Hears how far a sweep has come.
@FunctionalInterface
public interface FaultListener {
    /// A run begins in which call number `call` fails.
    void onRun(Fault fault, FaultMode mode, long call);
}
