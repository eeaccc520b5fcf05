package dev.firn.faultinjection;

/// Is shown every run that was recorded in order to be crashed, before it is. Found by [java.util.ServiceLoader]: for
/// those who want to look at all of them, whoever wrote the tests. Called on the exploring thread.
public interface RunObserver {
    /// The workload of `scenario` was recorded.
    void recorded(CrashScenario<?> scenario, Recording recording);
}
