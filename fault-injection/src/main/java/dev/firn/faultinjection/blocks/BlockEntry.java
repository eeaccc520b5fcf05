package dev.firn.faultinjection.blocks;

import java.util.Objects;

/// One thing that was done to a device. Immutable.
///
/// @param logAt where its entry begins in the log, in bytes: moments are told by the length the log had then
/// @param dataAt where its data begins in the log, in bytes
/// @param at the first byte of the device it is about
/// @param bytes how many of them; 0 for a mere flush and for a mark
/// @param flush the device's cache was flushed first: everything before this entry is durable
/// @param fua its own data went past the cache
/// @param discard its bytes are given back, and zero from then on
/// @param mark the name that a user gave to this moment; empty when it is none
public record BlockEntry(
        long logAt, long dataAt, long at, long bytes, boolean flush, boolean fua, boolean discard, String mark) {
    private static final int FLUSH = 1;
    private static final int FUA = 2;
    private static final int DISCARD = 4;
    static final int MARK = 8;

    public BlockEntry {
        Objects.requireNonNull(mark, "mark");
        if (at < 0 || bytes < 0) throw new IllegalArgumentException("at %d, %d bytes".formatted(at, bytes));
    }

    static BlockEntry of(long logAt, long dataAt, long at, long bytes, long flags, String mark) {
        return new BlockEntry(
                logAt, dataAt, at, bytes, (flags & FLUSH) != 0, (flags & FUA) != 0, (flags & DISCARD) != 0, mark);
    }

    /// Whether it brought data.
    public boolean isWrite() {
        return bytes > 0 && !discard;
    }

    @Override
    public String toString() {
        var text = new StringBuilder("0x%x:".formatted(logAt));
        if (!mark.isEmpty()) return text.append(" mark ").append(mark).toString();
        if (bytes > 0) text.append(discard ? " discard " : " write ").append("0x%x + %d".formatted(at, bytes));
        if (flush) text.append(" FLUSH");
        if (fua) text.append(" FUA");
        return text.toString();
    }
}
