package dev.firn.examples.vm;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.firn.pmem.Region;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Numbered cache lines, one a commit. Every word of a line tells its number, so a line is whole or it does not count.
final class Stamps {
    private static final int WORDS = 8;
    private static final int BYTES = WORDS * Long.BYTES;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);

    private final Region region;
    private final MemorySegment line = MemorySegment.ofArray(new byte[BYTES]);

    Stamps(Region region) {
        this.region = region;
    }

    long capacity() {
        return region.size() / BYTES;
    }

    /// Writes line `number` and returns when it is durable.
    void commit(long number) {
        for (int i = 0; i < WORDS; i++) line.setAtIndex(WORD, i, word(number, i));
        region.write(number * BYTES, line, 0, BYTES);
        region.drain();
    }

    /// The lines from the first to the last one that is whole, without a gap.
    long count() {
        long count = 0;
        while (count < capacity() && isWhole(count)) count++;
        return count;
    }

    private boolean isWhole(long number) {
        for (int i = 0; i < WORDS; i++) {
            if (region.view().getLong(number * BYTES + (long) i * Long.BYTES) != word(number, i)) return false;
        }
        return true;
    }

    private static long word(long number, int index) {
        return ((number + 1) << 3 | index) * 0x9E3779B97F4A7C15L;
    }
}
