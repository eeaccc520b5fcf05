package dev.firn.faultinjection;

/// Looks over the shoulder of a recovery: counts its steps, notes its loads, decides what it is about to read.
final class Watch {
    private final long steps;
    private long taken;
    private LazyTree lazy;
    private Trace loads;

    /// @param steps so many loads and calls are allowed
    Watch(long steps) {
        this.steps = steps;
    }

    /// From here on words are decided by `newLazy`; null: all of them are.
    void lazy(LazyTree newLazy) {
        lazy = newLazy;
    }

    /// From here on loads are noted in `newLoads`; null: nowhere.
    void loads(Trace newLoads) {
        loads = newLoads;
    }

    void begin() {
        taken = 0;
    }

    void load(long at, long length) {
        step();
        if (loads != null) loads.addLoad((int) at, (int) length);
        if (lazy != null) lazy.touch(at, length, true);
    }

    /// Before a store: the rest of its first and last word is kept, so they must be decided.
    void store(long at, long length) {
        step();
        if (lazy != null) lazy.touch(at, length, false);
    }

    void step() {
        if (++taken > steps) throw new EndlessRecovery(steps);
    }

    /// Whoever caught the error has not got away.
    void requireEnded() {
        if (taken > steps) throw new EndlessRecovery(steps);
    }
}
