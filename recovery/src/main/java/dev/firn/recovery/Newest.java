package dev.firn.recovery;

import dev.firn.log.Entry;
import dev.firn.log.LogMemory;
import dev.firn.log.MappingTable;
import dev.firn.log.Overlay;

/// Where replay keeps, of each object, the version with the largest commit stamp, and of those the latest move.
/// Safe for use by several threads.
sealed interface Newest {
    /// A record of `object` with this commit stamp and, where it was moved, this move stamp, otherwise 0.
    void apply(long object, long commit, long move, long entry);

    /// Reads what [#apply] will, so that many wait for memory together.
    long touch(long object);

    /// In tables, for a whole store.
    final class OfAll implements Newest {
        private final MappingTable mapping;
        private final MappingTable stamps;
        private final MappingTable moves;

        OfAll(LogMemory memory, int chunkEntries) {
            this.mapping = new MappingTable(memory, chunkEntries);
            this.stamps = new MappingTable(memory, chunkEntries);
            this.moves = new MappingTable(memory, chunkEntries);
        }

        MappingTable mapping() {
            return mapping;
        }

        @Override
        public long touch(long object) {
            return stamps.raw(object) ^ mapping.raw(object);
        }

        @Override
        public void apply(long object, long commit, long move, long entry) {
            if (stamps.raw(object) > commit) return; // spares a lock; who is newer by now stays so
            long now = lock(object);
            if (isNewer(object, commit, move)) {
                stamps.install(object, commit);
                if (move != moves.raw(object)) moves.install(object, move);
                now = entry;
            }
            mapping.install(object, now);
        }

        private boolean isNewer(long object, long commit, long move) {
            long last = stamps.raw(object);
            return last < commit || last == commit && moves.raw(object) < move;
        }

        private long lock(long object) {
            while (true) {
                long now = mapping.raw(object);
                if (!Entry.isLocked(now) && mapping.compareAndSet(object, now, Entry.locked(now))) return now;
                Thread.onSpinWait();
            }
        }
    }

    /// In an overlay, for the tail behind a checkpoint.
    record OfTail(Overlay overlay) implements Newest {
        @Override
        public long touch(long object) {
            return object;
        }

        @Override
        public void apply(long object, long commit, long move, long entry) {
            overlay.apply(object, commit, move, entry);
        }
    }
}
