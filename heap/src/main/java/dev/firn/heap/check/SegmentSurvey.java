package dev.firn.heap.check;

import dev.firn.log.SegmentHeaders.Header;
import java.util.Arrays;

/// What one segment holds: where its whole frames begin, and, once they were read, its records.
final class SegmentSurvey {
    final Header header;
    final long base;
    private int[] frames = new int[8];
    private int count;

    /// Whole frames behind the first break; they count only when the break is damage.
    int[] behind = {};

    /// Where the first break is, or the end of the segment.
    long end;

    boolean full;

    /// The life in force at the end.
    long life;

    /// The latest life that has anything but its own beginning here.
    long servedLife;

    /// The largest position that a frame before, and one behind the break, calls durable.
    long stable;

    long stableBehind;
    long firstStamp = Long.MAX_VALUE;
    long lastStamp;

    /// Whether the break was found to be damage.
    boolean rotten;

    /// A bit for each multiple of 8 at which a record begins.
    private final long[] records;

    long recordCount;
    long objectRecords;
    long lastRecordStamp;
    long trimmed;

    /// Bytes of records, heads included.
    long recordBytes;

    SegmentSurvey(Header header, long base, int capacity) {
        this.header = header;
        this.base = base;
        this.end = capacity;
        this.records = new long[(capacity / 8 + 63) / 64];
    }

    void addFrame(int offset) {
        if (count == frames.length) frames = Arrays.copyOf(frames, count * 2);
        frames[count++] = offset;
    }

    /// The frames behind the break count.
    void takeBehind() {
        rotten = true;
        for (int offset : behind) addFrame(offset);
        behind = new int[] {};
    }

    int frames() {
        return count;
    }

    /// The address of a frame.
    long frame(int index) {
        return base + frames[index];
    }

    /// The address of the frame that `address` lies in.
    long frameOf(long address) {
        int found = Arrays.binarySearch(frames, 0, count, (int) (address - base));
        return base + frames[found < 0 ? Math.max(0, ~found - 1) : found];
    }

    boolean isFrame(long offset) {
        return Arrays.binarySearch(frames, 0, count, (int) offset) >= 0;
    }

    void markRecord(long address) {
        int unit = (int) (address - base >>> 3);
        records[unit >>> 6] |= 1L << unit;
    }

    boolean isRecord(long address) {
        int unit = (int) (address - base >>> 3);
        return (address & 7) == 0 && (records[unit >>> 6] & 1L << unit) != 0;
    }
}
