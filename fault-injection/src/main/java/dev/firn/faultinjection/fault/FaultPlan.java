package dev.firn.faultinjection.fault;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// Which call fails: the N-th of one kind, alone or with all that follow.
///
/// Counts over all the regions that share it, so that a sticky fault outlives the region that met it first. Safe for
/// use by several threads.
public final class FaultPlan {
    private final Fault fault;
    private final FaultMode mode;
    private final long call;
    private final Runnable onFirst;
    private final AtomicLong calls = new AtomicLong();
    private volatile boolean fired;
    private volatile boolean healed;

    /// @param call which call fails first, from 1
    public FaultPlan(Fault fault, FaultMode mode, long call) {
        this(fault, mode, call, () -> {});
    }

    /// @param onFirst runs just before the first failure, on the thread that meets it
    public FaultPlan(Fault fault, FaultMode mode, long call, Runnable onFirst) {
        this.fault = Objects.requireNonNull(fault, "fault");
        this.mode = Objects.requireNonNull(mode, "mode");
        this.onFirst = Objects.requireNonNull(onFirst, "onFirst");
        if (call < 1) throw new IllegalArgumentException("calls count from 1, not " + call);
        this.call = call;
    }

    /// Calls of the failing kind so far.
    public long calls() {
        return calls.get();
    }

    /// Whether anything has failed.
    public boolean fired() {
        return fired;
    }

    /// From now on nothing fails: the device was replaced.
    public void heal() {
        healed = true;
    }

    Fault fault() {
        return fault;
    }

    /// Counts a call of `kind`. Whether it fails.
    boolean failsNow(Fault kind) {
        if (kind != fault || healed) return false;
        long number = calls.incrementAndGet();
        boolean fails = mode == FaultMode.ONCE ? number == call : number >= call;
        if (fails && number == call) {
            fired = true;
            onFirst.run();
        }
        return fails;
    }
}
