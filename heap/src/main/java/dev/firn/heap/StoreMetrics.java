package dev.firn.heap;

import dev.firn.pmem.Counters;

/// What a store has done since it was opened, and what it holds now. Exact when nobody is at work. Cheap: nothing is
/// read but counters. Where the bytes of the file are is another question: [Store#space].
///
/// @param commits transactions that changed something, single changes outside of transactions included
/// @param rollbacks transactions that ended without a commit on purpose or by an exception
/// @param log what was written
/// @param snapshots who reads the past
/// @param memory what is held outside the file
/// @param medium the medium's own counters, fences and syncs among them
public record StoreMetrics(
        long commits, long rollbacks, LogUse log, SnapshotUse snapshots, MemoryUse memory, Counters medium) {
    /// What was written to the log, and why.
    ///
    /// @param userBytes bytes of keys and values that users stored, as their codecs encode them
    /// @param commitBytes bytes of commits, with the pages that had to change and the headers
    /// @param movedBytes bytes that cleaning wrote again
    /// @param checkpointBytes bytes of checkpoints
    /// @param segmentOpenings segments opened: each costs a fence or sync beside that of its commit
    /// @param growths times the file grew
    public record LogUse(
            long userBytes,
            long commitBytes,
            long movedBytes,
            long checkpointBytes,
            long segmentOpenings,
            long growths) {
        /// All bytes that were written.
        public long bytes() {
            return commitBytes + movedBytes + checkpointBytes;
        }

        /// How many bytes were written for one of commits; 1 before the first, or where nothing was ever cleaned.
        public double writeAmplification() {
            return commitBytes == 0 ? 1 : (double) bytes() / commitBytes;
        }
    }

    /// Readers of the past, and what is kept for them.
    ///
    /// @param open read transactions and iterators that hold back old versions
    /// @param oldVersions versions in memory that newer ones have replaced
    public record SnapshotUse(int open, int oldVersions) {}

    /// Memory by owner, in bytes.
    ///
    /// @param mapping the table of where objects are, outside the Java heap
    /// @param versions old versions, on the Java heap
    public record MemoryUse(long mapping, long versions) {
        static final int VERSION_BYTES = 40;

        /// All of it.
        public long total() {
            return mapping + versions;
        }
    }
}
