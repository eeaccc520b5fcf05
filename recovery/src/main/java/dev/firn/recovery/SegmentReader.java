package dev.firn.recovery;

import dev.firn.log.DigestReader;
import dev.firn.log.FrameRecords;
import dev.firn.log.LogMemory;
import dev.firn.log.RestartPoint;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentScanner;
import dev.firn.log.SegmentScanner.Found;
import dev.firn.log.Superblock;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.pmem.View;
import java.util.Optional;

/// Reads whole segments into a [Replay], by their digests or frame by frame: one of these a thread.
final class SegmentReader {
    private final int capacity;
    private final long lastLife;
    private final Replay replay;
    private final ReplayQueue queue;
    private final ScanMode mode;
    private final SegmentScanner scanner;
    private final DigestReader digest;
    private final FrameRecords records = new FrameRecords();

    private long start;
    private long frames;
    private long recordCount;
    private long objects;
    private long lastStamp;
    private long lastRecordStamp;
    private long lastObject;
    private long trimmed;
    private long stable;
    private long parts;

    SegmentReader(View view, Superblock superblock, LogMemory memory, long lastLife, Replay replay, ScanMode mode) {
        this.capacity = superblock.segmentBytes();
        this.lastLife = lastLife;
        this.replay = replay;
        this.queue = new ReplayQueue(replay);
        this.mode = mode;
        this.scanner = new SegmentScanner(view, superblock, memory);
        this.digest = new DigestReader(view, superblock);
    }

    /// Bytes copied from the medium so far.
    long bytesRead() {
        return scanner.bytesRead() + digest.bytesRead();
    }

    /// Reads a segment from `restart` on, or, where there is none, from its first frame on.
    SegmentScan read(Header header, Optional<RestartPoint> restart) {
        start = restart.map(RestartPoint::offset).orElse(0L);
        begin(header);
        boolean byDigest = mode == ScanMode.DIGESTS && restart.isEmpty() && isReadByDigest(header);
        var scan = byDigest ? byDigest(header) : byFrames(header, restart);
        queue.flush();
        return scan;
    }

    private void begin(Header header) {
        frames = recordCount = objects = lastRecordStamp = lastObject = trimmed = stable = parts = 0;
        lastStamp = header.firstStamp();
    }

    /// Whether the queue holds what a digest says. Nobody acts on a part of it before all of it was found to make
    /// sense.
    private boolean isReadByDigest(Header header) {
        if (!digest.begin(header)) return false;
        queue.hold();
        readDigest();
        if (digest.isWhole()) return true;
        queue.drop();
        begin(header);
        return false;
    }

    private void readDigest() {
        while (digest.nextFrame()) {
            long stamp = digest.stamp();
            boolean counts = frame(digest.kind(), stamp);
            boolean takes = counts && digest.kind() != FrameKind.PART;
            while (counts && digest.nextRecord()) {
                var kind = digest.recordKind();
                count(digest.object());
                if (takes) {
                    queue.record(kind, digest.object(), stamp, digest.commit(), digest.record(), digest.footprint());
                }
            }
        }
    }

    private SegmentScan byDigest(Header header) {
        stable = digest.stable();
        trimmed = digest.trimmed();
        if (parts > 0) tellParts();
        return new SegmentScan(header, 0, capacity, true, "", digest.lastLife(), stable, 0, true, tally(capacity));
    }

    private void tellParts() {
        for (digest.rewind(); digest.nextFrame(); ) {
            if (digest.kind() != FrameKind.PART) continue;
            replay.part(digest.stamp(), digest.part(), digest.isLastPart(), digest.frame());
        }
    }

    private SegmentScan byFrames(Header header, Optional<RestartPoint> restart) {
        scanner.start(header);
        restart.ifPresent(at -> scanner.start(header, at.offset(), at.life()));
        while (true) {
            long behind = 0;
            var found = scanner.advance();
            if (found == Found.BROKEN) {
                behind = stableBehind(header);
                found = scanner.advance(); // beside a writer, frames may have come there meanwhile
            }
            switch (found) {
                case FRAME -> frame();
                case END -> {
                    return result(header, capacity, true, "", 0);
                }
                case BROKEN -> {
                    return result(header, scanner.position(), false, scanner.why(), behind);
                }
            }
        }
    }

    private SegmentScan result(Header header, long end, boolean full, String why, long behind) {
        return new SegmentScan(header, start, end, full, why, scanner.life(), stable, behind, false, tally(end));
    }

    /// A digest was written when all of the segment was durable.
    private long stableBehind(Header header) {
        long behind = scanner.stableBehind(scanner.position(), lastLife);
        return digest.start(header) ? Math.max(behind, capacity) : behind;
    }

    private void frame() {
        var copy = scanner.copy();
        long at = scanner.frameInCopy();
        long stamp = FrameLayout.stamp(copy, at);
        stable = Math.max(stable, FrameLayout.stable(copy, at));
        if (!frame(scanner.kind(), stamp)) return;
        boolean takes = scanner.kind() != FrameKind.PART;
        if (!takes) replay.part(stamp, FrameLayout.part(copy, at), FrameLayout.isLastPart(copy, at), scanner.frame());
        records.start(copy, at, scanner.frame());
        while (records.next()) {
            var kind = records.kind();
            count(records.object());
            if (kind == RecordKind.TRIM) trimmed = Math.max(trimmed, records.trimmed());
            if (takes) {
                long original = kind.isMoved() ? records.stamp() : 0;
                queue.record(kind, records.object(), stamp, original, records.record(), records.footprint());
            }
        }
    }

    /// Counts a frame. False for one without records of objects or entries.
    private boolean frame(FrameKind kind, long stamp) {
        frames++;
        lastStamp = Math.max(lastStamp, stamp);
        boolean counts =
                switch (kind) {
                    case BATCH, PART, MOVE -> true;
                    case LIFE, PAD, CHECKPOINT -> false;
                };
        if (kind == FrameKind.PART) parts++;
        if (counts) lastRecordStamp = Math.max(lastRecordStamp, stamp);
        return counts;
    }

    private void count(long object) {
        recordCount++;
        lastObject = Math.max(lastObject, object);
        if (object != 0) objects++;
    }

    private Tally tally(long end) {
        return new Tally(
                frames, recordCount, objects, end - start, lastStamp, lastRecordStamp, lastObject, trimmed, parts);
    }
}
