package dev.firn.log.space;

/// Time as the cleaner counts it: bytes that users have written, in ticks. Moves and checkpoints do not advance it.
///
/// A tick is 64 bytes, or in a large store so many that 2^26 of them fill it. So the 2^31 ticks that [UpdateTimes] can tell
/// apart are at least 32 overwrites of the whole store. Not safe for use by several threads.
public final class WriteClock {
    private static final int SMALLEST_SHIFT = 6;
    private static final int TICKS_A_STORE = 26;

    private final int shift;
    private long bytes;

    /// @param totalBytes the size of the store, more than 0
    public WriteClock(long totalBytes) {
        if (totalBytes <= 0) throw new IllegalArgumentException("a store of " + totalBytes + " bytes");
        int bits = Long.SIZE - Long.numberOfLeadingZeros(totalBytes - 1);
        this.shift = Math.max(SMALLEST_SHIFT, bits - TICKS_A_STORE);
    }

    /// Users wrote `written` bytes.
    public void wrote(long written) {
        bytes += written;
    }

    /// Ticks since the clock was made.
    public long now() {
        return bytes >>> shift;
    }

    /// So many ticks are `bytes` bytes, rounded down, but at least 1.
    public long ticks(long bytes) {
        return Math.max(1, bytes >>> shift);
    }
}
