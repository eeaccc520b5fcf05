package dev.firn.heap.backup;

import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.StoreFormat;
import dev.firn.log.Superblock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/// What belongs to a backup. Immutable.
///
/// @param life of the store when it was taken
/// @param features bits of the store's superblock
/// @param copies by number of the segment
record Manifest(
        UUID store,
        int number,
        long stamp,
        Instant time,
        long life,
        int segmentBytes,
        int segmentCount,
        int features,
        List<Copy> copies) {
    /// A file with the bytes of a segment.
    ///
    /// @param end how far the segment counts
    /// @param bytes of the file: what lies behind a pad's head is left out
    record Copy(Header header, boolean isSealed, long end, long bytes, int crc) {
        Copy cutAt(long at) {
            return new Copy(header, false, at, at, 0);
        }

        String file() {
            return nameOf(header, end);
        }
    }

    Manifest {
        copies = List.copyOf(copies);
    }

    /// What lies up to `end` in an opening of a segment never changes.
    static String nameOf(Header header, long end) {
        return "segment-%d-%d-%d-%d".formatted(header.segment(), header.generation(), header.life(), end);
    }

    static Manifest of(BackupSource source, int number, Instant time, List<Copy> copies) {
        var superblock = source.superblock();
        return new Manifest(
                superblock.store(),
                number,
                source.stamp(),
                time,
                superblock.life(),
                superblock.segmentBytes(),
                superblock.segmentCount(),
                superblock.format().incompatible(),
                copies);
    }

    long bytes() {
        return copies.stream().mapToLong(Copy::bytes).sum();
    }

    /// The same with less in it.
    Manifest with(long earlier, List<Copy> cut) {
        return new Manifest(store, number, earlier, time, life, segmentBytes, segmentCount, features, cut);
    }

    /// That of a store that was closed in this state, and never had a checkpoint that can be read now.
    Superblock superblock(UUID id, long sequence) {
        return new Superblock(
                id,
                sequence,
                life,
                segmentBytes,
                segmentCount,
                true,
                ends(),
                Superblock.Checkpoint.NONE,
                new StoreFormat(StoreFormat.NOW.major(), StoreFormat.NOW.minor(), features, 0));
    }

    private List<Superblock.End> ends() {
        var last = new TreeMap<Integer, Copy>();
        copies.stream()
                .sorted(Comparator.comparingLong(copy -> copy.header().sequence()))
                .forEach(copy -> last.put(copy.header().head(), copy));
        return last.values().stream().map(copy -> new Superblock.End(copy.header().segment(), copy.end())).toList();
    }
}
