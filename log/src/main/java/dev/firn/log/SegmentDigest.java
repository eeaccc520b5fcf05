package dev.firn.log;

import dev.firn.log.format.DigestLayout;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.PrefixLayout;
import dev.firn.log.format.RecordKind;
import java.lang.foreign.MemorySegment;

/// The digest of one segment while its frames are gone through, in order.
final class SegmentDigest {
    private final FrameRecords records = new FrameRecords();
    private final DigestBytes list = new DigestBytes();
    private Staging staging;
    private SegmentHeaders.Header header;

    private int frames;
    private int recordCount;
    private long stable;
    private long life;
    private long lastStamp;
    private long trimmed;
    private long beforeStamp;
    private long beforeObject;
    private long beforeCommit;
    private int beforeLength;

    SegmentDigest(LogMemory memory) {
        this.staging = new Staging(memory, PrefixLayout.BYTES + DigestLayout.BYTES);
    }

    void begin(SegmentHeaders.Header segment) {
        header = segment;
        list.clear();
        frames = recordCount = 0;
        stable = lastStamp = trimmed = 0;
        life = segment.life();
        beforeStamp = beforeCommit = segment.firstStamp();
        beforeObject = beforeLength = 0;
    }

    /// Takes the frame that `scanner` has come to.
    void add(SegmentScanner scanner) {
        var copied = scanner.copy();
        long copy = scanner.frameInCopy();
        long stamp = FrameLayout.stamp(copied, copy);
        int last = FrameLayout.isLastPart(copied, copy) ? 1 : 0;
        list.number((long) FrameLayout.count(copied, copy) << 5 | last << 4 | scanner.kind().code());
        list.difference(stamp - beforeStamp);
        if (scanner.kind() == FrameKind.PART) list.number(FrameLayout.part(copied, copy));
        if (scanner.kind() == FrameKind.LIFE) list.number(scanner.life() - life);
        frames++;
        stable = Math.max(stable, FrameLayout.stable(copied, copy));
        life = scanner.life();
        lastStamp = Math.max(lastStamp, stamp);
        beforeStamp = stamp;
        records.start(copied, copy);
        while (records.next()) record(records.kind());
    }

    private void record(RecordKind kind) {
        list.number(DigestBytes.folded(records.length() - beforeLength) << 4 | kind.code());
        list.difference(records.object() - beforeObject);
        beforeLength = records.length();
        beforeObject = records.object();
        recordCount++;
        if (kind.isMoved()) {
            list.difference(records.stamp() - beforeCommit);
            beforeCommit = records.stamp();
        }
        if (kind == RecordKind.TRIM) trimmed = Math.max(trimmed, records.trimmed());
    }

    /// How long it is.
    int bytes() {
        return list.length() + DigestLayout.BYTES;
    }

    /// The digest, behind [PrefixLayout#BYTES] others, as it lies at the end of a segment of `segmentBytes` bytes,
    /// whose frames end at `end`.
    MemorySegment whole(Log log, int end) {
        int length = list.length();
        int from = log.superblock().segmentBytes() - bytes();
        staging = staging.atLeast(PrefixLayout.BYTES + bytes(), 0);
        var bytes = staging.bytes();
        PrefixLayout.put(bytes, log.store(), header.life(), header.segment(), header.generation(), from, 0);
        MemorySegment.copy(MemorySegment.ofArray(list.bytes()), 0, bytes, PrefixLayout.BYTES, length);
        long digest = PrefixLayout.BYTES + length;
        DigestLayout.put(bytes, digest, length, end, frames, recordCount, stable, life, lastStamp, trimmed);
        DigestLayout.putCrc(bytes, digest, staging.checksum(PrefixLayout.BYTES + bytes()));
        return bytes;
    }
}
