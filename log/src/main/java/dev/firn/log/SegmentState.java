package dev.firn.log;

/// The packed state of an open segment, one word that changes atomically.
///
/// From the low end: the append offset in units of 8 bytes (30 bits; it runs past the capacity when writers collide at
/// the end), the flushing bit (somebody does the work after sealing), the sealed bit, the writers at work (12 bits) and
/// the generation (20 bits). A reservation is one `getAndAdd` of a length and a writer.
final class SegmentState {
    static final int UNIT = 8;
    static final int MAX_WRITERS = (1 << 12) - 1;
    static final int MAX_GENERATION = (1 << 20) - 1;

    private static final long OFFSET_MASK = (1L << 30) - 1;
    static final long FLUSHING = 1L << 30;
    static final long SEALED = 1L << 31;
    static final long WRITER = 1L << 32;
    private static final int WRITER_SHIFT = 32;
    private static final int GENERATION_SHIFT = 44;

    private SegmentState() {}

    /// Open, nobody at work.
    static long open(int generation, long offsetBytes) {
        return (long) (generation & MAX_GENERATION) << GENERATION_SHIFT | offsetBytes / UNIT;
    }

    /// What a reservation adds.
    static long reservation(int lengthBytes) {
        return WRITER + lengthBytes / UNIT;
    }

    static long offset(long state) {
        return (state & OFFSET_MASK) * UNIT;
    }

    static int writers(long state) {
        return (int) (state >>> WRITER_SHIFT) & MAX_WRITERS;
    }

    static int generation(long state) {
        return (int) (state >>> GENERATION_SHIFT);
    }

    static boolean isSealed(long state) {
        return (state & SEALED) != 0;
    }

    static boolean isFlushing(long state) {
        return (state & FLUSHING) != 0;
    }

    /// Sealed, nobody at work, and the work after sealing not yet taken by anybody.
    static boolean isQuiescent(long state) {
        return isSealed(state) && !isFlushing(state) && writers(state) == 0;
    }
}
