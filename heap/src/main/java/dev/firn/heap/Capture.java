package dev.firn.heap;

import dev.firn.heap.backup.BackupSource;
import dev.firn.heap.tree.Snapshot;
import dev.firn.heap.tree.Versions;
import dev.firn.log.CheckpointHeads;
import dev.firn.log.CorruptLogException;
import dev.firn.log.Log;
import dev.firn.log.SegmentHeaders;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.Superblock;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// A state of the store that stays to be read. What is full never changes, and of what is open nothing below its
/// durable end does; a registered snapshot keeps emptied segments from being used again.
final class Capture implements BackupSource, AutoCloseable {
    private final Log log;
    private final Versions versions;
    private final Snapshot snapshot;
    private final Superblock superblock;
    private final List<Part> parts = new ArrayList<>();

    /// By the holder of the writer's lock, when nothing that was written waits for being durable or installed.
    Capture(Log log, Versions versions) {
        this.log = log;
        this.versions = versions;
        this.superblock = log.superblock();
        this.snapshot = versions.snapshot();
        for (int segment = 0; segment < superblock.segmentCount(); segment++) {
            var use = log.segments().use(segment);
            if (use == Use.OPEN || use == Use.SEALED) add(segment, use == Use.SEALED);
        }
    }

    /// Checkpoints are left out: what they say is in the rest, too.
    private void add(int segment, boolean isSealed) {
        long base = superblock.base(segment);
        var found = SegmentHeaders.read(log.view(), base, superblock.store(), segment);
        if (!(found instanceof SegmentHeaders.Verdict.Valid(var header))) {
            throw new CorruptLogException(base, "the head of segment " + segment, "" + found);
        }
        if (CheckpointHeads.contains(header.head())) return;
        parts.add(new Part(header, isSealed, log.durableEnd(segment)));
    }

    @Override
    public Superblock superblock() {
        return superblock;
    }

    @Override
    public long stamp() {
        return snapshot.stamp();
    }

    @Override
    public List<Part> parts() {
        return parts;
    }

    @Override
    public void copy(Part part, MemorySegment target) {
        log.view().copyTo(superblock.base(part.header().segment()), target, 0, part.end());
        // Looked at afterwards: before its room is taken it is ended.
        if (snapshot.isTooOld()) throw new SnapshotTooOldException();
    }

    @Override
    public void close() {
        versions.release(snapshot);
    }
}
