package dev.firn.log;

import dev.firn.log.format.DigestLayout;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.PrefixLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.BitSet;

/// Writes the digest of a sealed segment into its pad: what [DigestReader] reads in place of all its frames.
///
/// One at a time, and not beside anybody who may free segments. Nothing is drained: the digest is durable with whatever
/// the calling thread drains next, which must come before the segment is freed.
public final class DigestWriter {
    private final Log log;
    private View view;
    private SegmentScanner scanner;
    private final FrameRecords records = new FrameRecords();
    private final DigestBytes list = new DigestBytes();
    private Staging staging;

    private final BitSet waiting = new BitSet();
    private int[] known;
    private long openings;

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

    /// Segments that were sealed before have what they have, for [#next].
    public DigestWriter(Log log) {
        this.log = log;
        this.openings = log.openings();
        this.known = log.segments().generations();
        for (int segment = 0; segment < known.length; segment++) {
            if (log.segments().use(segment) != SegmentTable.Use.SEALED) known[segment] = -1;
        }
        this.staging = new Staging(log.options().memory(), PrefixLayout.BYTES + DigestLayout.BYTES);
    }

    /// Writes the digest of one segment that was sealed since this was made, if there is one without; a segment comes
    /// up when one more has been opened. Returns whether anything was written. Quick when there is nothing to do.
    public boolean next() {
        if (log.openings() != openings) lookForSealed();
        int segment = waiting.nextSetBit(0);
        if (segment < 0) return false;
        waiting.clear(segment);
        return write(segment);
    }

    private void lookForSealed() {
        openings = log.openings();
        int[] now = log.segments().generations();
        known = Arrays.copyOf(known, now.length);
        for (int segment = 0; segment < now.length; segment++) {
            if (now[segment] == known[segment] || log.segments().use(segment) != SegmentTable.Use.SEALED) continue;
            known[segment] = now[segment];
            waiting.set(segment);
        }
    }

    /// Writes the digest of `segment`, and lets the next segments of its append head leave room for theirs. False,
    /// and nothing written, where the segment is not sealed, its pad is too short, or not all of it can be read.
    ///
    /// @throws LogClosedException when the log is closed
    /// @throws LogReadOnlyException when it takes no writes
    /// @throws OutcomeUnknownException when the medium failed
    public boolean write(int segment) {
        log.requireUsable();
        look(log.view());
        // Sealed means that all of it is durable: so is everything that the digest says.
        if (log.segments().use(segment) != SegmentTable.Use.SEALED) return false;
        var verdict = SegmentHeaders.read(view, log.superblock().base(segment), log.store(), segment);
        if (!(verdict instanceof SegmentHeaders.Verdict.Valid(var header))) return false;
        long end = readAll(header);
        if (end < 0) return false;
        int bytes = list.length() + DigestLayout.BYTES;
        log.expectDigest(header.head(), FrameLayout.align(FrameLayout.BYTES + bytes + bytes / 8));
        if (log.superblock().segmentBytes() - end - FrameLayout.BYTES < bytes) return false;
        put(header, (int) end);
        return true;
    }

    private void look(View through) {
        if (view == through) return;
        view = through;
        scanner = new SegmentScanner(view, log.superblock(), log.options().memory());
    }

    /// Where the pad begins, -1 if the segment does not end in one. Checksums and all: a digest must not vouch for what
    /// has rotted meanwhile.
    private long readAll(SegmentHeaders.Header header) {
        begin(header);
        scanner.start(header);
        while (true) {
            long position = scanner.position();
            switch (scanner.advance()) {
                case FRAME -> frame();
                case END -> {
                    return scanner.position() == position ? -1 : position;
                }
                case BROKEN -> {
                    return -1;
                }
            }
        }
    }

    private void begin(SegmentHeaders.Header header) {
        list.clear();
        frames = recordCount = 0;
        stable = lastStamp = trimmed = 0;
        life = header.life();
        beforeStamp = beforeCommit = header.firstStamp();
        beforeObject = beforeLength = 0;
    }

    private void frame() {
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

    private void put(SegmentHeaders.Header header, int end) {
        int length = list.length();
        int from = log.superblock().segmentBytes() - DigestLayout.BYTES - length;
        int covered = PrefixLayout.BYTES + length + DigestLayout.BYTES;
        staging = staging.atLeast(covered, 0);
        var bytes = staging.bytes();
        PrefixLayout.put(bytes, log.store(), header.life(), header.segment(), header.generation(), from, 0);
        MemorySegment.copy(MemorySegment.ofArray(list.bytes()), 0, bytes, PrefixLayout.BYTES, length);
        long digest = PrefixLayout.BYTES + length;
        DigestLayout.put(bytes, digest, length, end, frames, recordCount, stable, life, lastStamp, trimmed);
        DigestLayout.putCrc(bytes, digest, staging.checksum(covered));
        write(log.superblock().base(header.segment()) + from, bytes, covered - PrefixLayout.BYTES);
    }

    private void write(long at, MemorySegment bytes, int length) {
        try {
            log.region().write(at, bytes, PrefixLayout.BYTES, length);
            log.countDigest(length);
        } catch (Throwable failure) {
            throw log.fail(failure);
        }
    }
}
