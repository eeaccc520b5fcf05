package dev.firn.log.checkpoint;

import dev.firn.log.format.BlockLayout;
import java.lang.foreign.MemorySegment;

/// Blocks of the mapping of which a run says all pairs there were, and not only those that had changed: `[from, to)`.
/// No older run is needed for them.
record Slice(int from, int to) {
    static final Slice NONE = new Slice(0, 0);
    static final Slice ALL = new Slice(0, Integer.MAX_VALUE);

    /// A run's root has so much room for the length.
    static final int LONGEST = 0xfffe;

    private static final int ALL_WIDTH = 0xffff;

    /// What the root of a run says.
    static Slice of(MemorySegment root) {
        int width = BlockLayout.width(root);
        int from = BlockLayout.index(root);
        return width == ALL_WIDTH ? ALL : new Slice(from, from + width);
    }

    /// What a root says of it.
    int width() {
        return this.equals(ALL) ? ALL_WIDTH : to - from;
    }

    boolean contains(int block) {
        return block >= from && block < to;
    }

    boolean isEmpty() {
        return from == to;
    }
}
