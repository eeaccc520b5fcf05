package dev.firn.heap.backup;

import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.Superblock;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// A state of an open store that can be copied while others commit: what a store hands to a backup of itself. Not for
/// use by anybody else.
public interface BackupSource {
    /// What counts of a segment; none of these bytes changes as long as the source is held.
    ///
    /// @param isSealed whether that is all of it
    /// @param end bytes from its start
    record Part(Header header, boolean isSealed, long end) {}

    Superblock superblock();

    /// All commits up to this stamp, and none of a later one, are in it.
    long stamp();

    /// By number of the segment.
    List<Part> parts();

    /// Copies the part to the beginning of `target`.
    ///
    /// @throws dev.firn.heap.SnapshotTooOldException when the store needed the room meanwhile
    /// @throws dev.firn.pmem.MediumFaultException when it cannot be read
    void copy(Part part, MemorySegment target);
}
