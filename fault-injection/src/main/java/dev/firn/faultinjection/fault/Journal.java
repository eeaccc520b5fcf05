package dev.firn.faultinjection.fault;

import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import java.util.HashSet;
import java.util.Set;

/// Where the workload says how far it has come. Safe for use by several threads.
public final class Journal {
    /// The operation that stands for the fault in a trace.
    static final long FAULT = Long.MIN_VALUE;

    private final SimulatedRegion region;
    private final Set<Long> started = new HashSet<>();
    private final Set<Long> acknowledged = new HashSet<>();

    Journal(SimulatedRegion region) {
        this.region = region;
    }

    /// Operation number `operation` begins: from now on it may be found.
    public synchronized void started(long operation) {
        region.started(operation);
        started.add(operation);
    }

    /// Operation number `operation` is durable: from now on it must be found.
    public synchronized void acknowledged(long operation) {
        region.acknowledged(operation);
        acknowledged.add(operation);
    }

    /// Operation number `operation` failed, and its failure says that nothing of it has happened: it must not be found.
    /// It may be started again.
    public synchronized void refused(long operation) {
        started.remove(operation);
    }

    synchronized Progress progress() {
        return new Progress(started, acknowledged);
    }

    /// What a trace says, without the mark of the fault.
    static Progress withoutFault(Progress progress) {
        if (!progress.isStarted(FAULT)) return progress;
        var operations = new HashSet<>(progress.started());
        operations.remove(FAULT);
        return new Progress(operations, progress.acknowledged());
    }
}
