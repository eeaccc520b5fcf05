package dev.firn.faultinjection;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A lock for a few instructions: one atomic operation where a monitor needs two, which is most of what recording a
/// store costs. Not reentrant.
final class SpinLock {
    private static final VarHandle HELD;

    static {
        try {
            HELD = MethodHandles.lookup().findVarHandle(SpinLock.class, "held", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // by HELD
    private volatile boolean held;

    void lock() {
        if (!HELD.compareAndSet(this, false, true)) lockSlowly();
    }

    void unlock() {
        HELD.setRelease(this, false);
    }

    /// The holder may have lost its processor: let it run.
    private void lockSlowly() {
        do Thread.yield();
        while (!HELD.compareAndSet(this, false, true));
    }
}
