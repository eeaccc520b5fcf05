package dev.firn.log;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;

/// A number for each segment, 0 at first. Safe for use by several threads.
final class SegmentCounts {
    private static final int CHUNK = 256;

    private volatile AtomicIntegerArray[] chunks = {};

    int of(int segment) {
        var present = chunks;
        int chunk = segment / CHUNK;
        return chunk < present.length ? present[chunk].get(segment % CHUNK) : 0;
    }

    void add(int segment, int number) {
        int chunk = segment / CHUNK;
        var present = chunks;
        if (chunk >= present.length) present = grow(chunk);
        present[chunk].addAndGet(segment % CHUNK, number);
    }

    /// As it is now. Nobody adds meanwhile.
    SegmentCounts copy() {
        var copy = new SegmentCounts();
        var present = chunks;
        for (int segment = 0; segment < present.length * CHUNK; segment++) copy.add(segment, of(segment));
        return copy;
    }

    private synchronized AtomicIntegerArray[] grow(int chunk) {
        var grown = chunks;
        if (chunk < grown.length) return grown;
        int first = grown.length;
        grown = Arrays.copyOf(grown, chunk + 1);
        for (int i = first; i <= chunk; i++) grown[i] = new AtomicIntegerArray(CHUNK);
        return chunks = grown;
    }
}
