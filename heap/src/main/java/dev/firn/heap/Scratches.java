package dev.firn.heap;

import java.util.concurrent.atomic.AtomicReferenceArray;

/// A few [Scratch]es, so that operations of platform and virtual threads alike find one without allocating. A codec
/// that uses the store in turn gets another.
final class Scratches {
    private static final int SLOTS = 32;
    private static final int SPACING = 16; // slots of different threads shall not share a cache line

    private final AtomicReferenceArray<Scratch> slots = new AtomicReferenceArray<>(SLOTS * SPACING);

    Scratch take() {
        var scratch = slots.getAndSet(slot(), null);
        return scratch == null ? new Scratch() : scratch;
    }

    void give(Scratch scratch) {
        slots.setRelease(slot(), scratch);
    }

    private static int slot() {
        return (int) (Thread.currentThread().threadId() & SLOTS - 1) * SPACING;
    }
}
