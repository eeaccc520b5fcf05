package dev.firn.recovery;

import dev.firn.log.NewestTable;
import dev.firn.log.Overlay;

/// Where replay keeps, of each object, the version with the largest commit stamp, and of those the latest move.
/// Safe for use by several threads.
sealed interface Newest {
    /// Takes records, the first `count` of these arrays: of each the object, its commit stamp, where it was moved its
    /// move stamp, otherwise 0, and its entry. Returns a number that means nothing.
    long apply(long[] objects, long[] commits, long[] moves, long[] entries, int count);

    /// In tables, for a whole store.
    record OfAll(NewestTable table) implements Newest {
        @Override
        public long apply(long[] objects, long[] commits, long[] moves, long[] entries, int count) {
            return table.apply(objects, commits, moves, entries, count);
        }
    }

    /// In an overlay, for the tail behind a checkpoint.
    record OfTail(Overlay overlay) implements Newest {
        @Override
        public long apply(long[] objects, long[] commits, long[] moves, long[] entries, int count) {
            for (int i = 0; i < count; i++) overlay.apply(objects[i], commits[i], moves[i], entries[i]);
            return 0;
        }
    }
}
