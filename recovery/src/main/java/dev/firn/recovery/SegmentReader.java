package dev.firn.recovery;

import dev.firn.log.FrameRecords;
import dev.firn.log.LogMemory;
import dev.firn.log.Records;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentScanner;
import dev.firn.log.Step;
import dev.firn.log.Superblock;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.pmem.View;

/// Reads whole segments into a [Replay]: one of these a thread.
final class SegmentReader {
    private final View view;
    private final int capacity;
    private final long lastLife;
    private final Replay replay;
    private final SegmentScanner scanner;
    private final FrameRecords records = new FrameRecords();

    private long behind;
    private long frames;
    private long recordCount;
    private long objects;
    private long lastStamp;
    private long lastRecordStamp;
    private long lastObject;
    private long trimmed;
    private long parts;

    SegmentReader(View view, Superblock superblock, LogMemory memory, long lastLife, Replay replay) {
        this.view = view;
        this.capacity = superblock.segmentBytes();
        this.lastLife = lastLife;
        this.replay = replay;
        this.scanner = new SegmentScanner(view, superblock, memory);
    }

    SegmentScan read(Header header) {
        frames = recordCount = objects = lastRecordStamp = lastObject = trimmed = parts = 0;
        lastStamp = header.firstStamp();
        long stable = 0;
        scanner.start(header);
        while (true) {
            switch (again(scanner.next())) {
                case Step.Frame(var at, var length, var kind) -> {
                    stable = Math.max(stable, FrameLayout.stable(view, at));
                    lastStamp = Math.max(lastStamp, FrameLayout.stamp(view, at));
                    frames++;
                    switch (kind) {
                        case BATCH, MOVE -> batch(at);
                        case PART -> part(at);
                        case LIFE, PAD, CHECKPOINT -> {}
                    }
                }
                case Step.End() -> {
                    return result(header, capacity, true, "", stable, 0);
                }
                case Step.Broken(var offset, var why) -> {
                    return result(header, offset, false, why, stable, behind);
                }
            }
        }
    }

    /// Looks behind a break, and then at it once more: beside a writer, frames may have come there meanwhile.
    private Step again(Step step) {
        if (!(step instanceof Step.Broken(var offset, var _))) return step;
        behind = scanner.stableBehind(offset, lastLife);
        return scanner.next();
    }

    private void batch(long frame) {
        count(frame);
        replay.batch(frame, records);
    }

    private void part(long frame) {
        count(frame);
        parts++;
        replay.part(frame);
    }

    private void count(long frame) {
        lastRecordStamp = Math.max(lastRecordStamp, FrameLayout.stamp(view, frame));
        records.start(view, frame);
        while (records.next()) {
            recordCount++;
            lastObject = Math.max(lastObject, records.object());
            if (records.object() != 0) objects++;
            if (records.kind() == RecordKind.TRIM) trimmed = Math.max(trimmed, Records.trimmed(view, records.record()));
        }
    }

    private SegmentScan result(Header header, long end, boolean full, String why, long stable, long behind) {
        var tally = new Tally(frames, recordCount, objects, end, lastStamp, lastRecordStamp, lastObject, trimmed, parts);
        return new SegmentScan(header, end, full, why, scanner.life(), stable, behind, tally);
    }
}
