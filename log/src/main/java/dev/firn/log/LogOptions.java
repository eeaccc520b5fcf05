package dev.firn.log;

import dev.firn.log.format.SegmentLayout;
import java.util.Objects;

/// How a log is laid out and run. Immutable: each `with...` returns a changed copy.
///
/// @param segmentBytes bytes of a segment, a power of two from 4 KiB to 16 MiB; counts when a log is created, later the
///     superblock says it
/// @param stripes append heads, 1 to 16; a head opens its first segment at its first append
/// @param maxBytes the most bytes the region may grow to
/// @param memory where the mapping table and staging buffers come from
/// @param mappingChunkEntries entries of the mapping table that appear together, a power of two
public record LogOptions(int segmentBytes, int stripes, long maxBytes, LogMemory memory, int mappingChunkEntries) {
    public static final int DEFAULT_SEGMENT_BYTES = 2 << 20;
    public static final int MIN_SEGMENT_BYTES = 4 << 10;
    public static final int MAX_SEGMENT_BYTES = 16 << 20;

    public LogOptions {
        if (Integer.bitCount(segmentBytes) != 1
                || segmentBytes < MIN_SEGMENT_BYTES
                || segmentBytes > MAX_SEGMENT_BYTES) {
            throw new IllegalArgumentException(
                    "segmentBytes must be a power of two from 4 KiB to 16 MiB: " + segmentBytes);
        }
        if (stripes < 1 || stripes > 16) throw new IllegalArgumentException("stripes must be 1 to 16: " + stripes);
        if (maxBytes <= SegmentLayout.FRAMES) throw new IllegalArgumentException("maxBytes: " + maxBytes);
        Objects.requireNonNull(memory, "memory");
    }

    /// One stripe, 2 MiB segments, no bound but the address space, memory given back by the garbage collector.
    public static LogOptions defaults() {
        return new LogOptions(DEFAULT_SEGMENT_BYTES, 1, 1L << 40, LogMemory.offHeap(), 1 << 12);
    }

    public LogOptions withSegmentBytes(int value) {
        return new LogOptions(value, stripes, maxBytes, memory, mappingChunkEntries);
    }

    public LogOptions withStripes(int value) {
        return new LogOptions(segmentBytes, value, maxBytes, memory, mappingChunkEntries);
    }

    public LogOptions withMaxBytes(long value) {
        return new LogOptions(segmentBytes, stripes, value, memory, mappingChunkEntries);
    }

    public LogOptions withMemory(LogMemory value) {
        return new LogOptions(segmentBytes, stripes, maxBytes, value, mappingChunkEntries);
    }

    public LogOptions withMappingChunkEntries(int value) {
        return new LogOptions(segmentBytes, stripes, maxBytes, memory, value);
    }
}
