package dev.firn.heap.tree;

import java.lang.ref.WeakReference;

/// A moment of the store that somebody reads at. Registered by a weak reference: an iterator that was left half way
/// holds back old versions only until the garbage collector has found it.
public final class Snapshot {
    private final long stamp;
    private final long epoch;
    private final WeakReference<Snapshot> registration;

    Snapshot(long stamp, long epoch) {
        this.stamp = stamp;
        this.epoch = epoch;
        this.registration = new WeakReference<>(this);
    }

    /// Commits up to this stamp are in it.
    public long stamp() {
        return stamp;
    }

    /// Segments that were emptied in later epochs may still be read by it.
    long epoch() {
        return epoch;
    }

    WeakReference<Snapshot> registration() {
        return registration;
    }
}
