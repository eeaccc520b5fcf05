package dev.firn.heap;

import dev.firn.pmem.Counters;

/// What a store has done since it was opened. Exact when nobody is at work.
///
/// @param commits transactions that changed something, single changes outside of transactions included
/// @param rollbacks transactions that ended without a commit on purpose or by an exception
/// @param commitBytes bytes of commits in the log
/// @param segmentOpenings segments opened: each costs a fence or sync beside that of its commit
/// @param growths times the file grew
/// @param openSnapshots read transactions and iterators that hold back old versions
/// @param oldVersions old versions in memory, 40 bytes each
/// @param mappingBytes bytes of memory outside the Java heap for the mapping table
/// @param medium the medium's own counters, fences and syncs among them
public record StoreMetrics(
        long commits,
        long rollbacks,
        long commitBytes,
        long segmentOpenings,
        long growths,
        int openSnapshots,
        int oldVersions,
        long mappingBytes,
        Counters medium) {}
