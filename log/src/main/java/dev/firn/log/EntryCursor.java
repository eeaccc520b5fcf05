package dev.firn.log;

import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.format.RecordKind;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;

/// Reads a plain log's entries in order, and then what is appended. It never shows what is not yet durable. Not safe
/// for use by several threads.
///
/// A cursor that is so slow that its segment was trimmed goes on with the oldest entry that is left.
public final class EntryCursor {
    private final Log log;
    private final SegmentScanner scanner;
    private final FrameRecords records = new FrameRecords();
    private Header segment;
    private boolean inFrame;

    EntryCursor(Log log) {
        this.log = log;
        this.scanner = new SegmentScanner(log.view(), log.superblock(), log.options().memory());
    }

    /// Goes to the next entry, if there is one by now.
    public boolean next() {
        while (true) {
            while (inFrame && records.next()) {
                if (records.kind() == RecordKind.ENTRY) return true;
            }
            inFrame = false;
            if (!nextFrame()) return false;
        }
    }

    /// Goes to the next entry, waiting for one at most `timeout`. An interrupt does not end it.
    public boolean await(Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        for (var wait = new Wait(); !next(); wait.once()) {
            if (System.nanoTime() - end > 0) return false;
        }
        return true;
    }

    /// The address of the entry that the cursor stands on.
    public long address() {
        return records.record();
    }

    /// A copy of the entry that the cursor stands on.
    public byte[] entry() {
        var bytes = new byte[Records.length(log.view(), address())];
        log.view().copyTo(Records.content(log.view(), address()), MemorySegment.ofArray(bytes), 0, bytes.length);
        return bytes;
    }

    private boolean nextFrame() {
        if (segment == null && !goTo(0)) return false;
        while (true) {
            if (!log.isDurable(log.superblock().base(segment.segment()) + scanner.position())) return false;
            switch (scanner.next()) {
                case Step.Frame(var at, var length, var kind) -> {
                    records.start(log.view(), at);
                    inFrame = true;
                    return true;
                }
                case Step.End() -> {
                    if (!goTo(segment.sequence() + 1)) return false;
                }
                case Step.Broken(var offset, var why) -> {
                    // Not yet written, or trimmed and used again: then an older segment is no longer there.
                    return isCurrent(segment) || !goTo(segment.sequence() + 1) ? false : nextFrame();
                }
            }
        }
    }

    /// Goes to the first segment whose number is at least `sequence`.
    private boolean goTo(long sequence) {
        var found = oldest(sequence);
        if (found.isEmpty()) return false;
        segment = found.get();
        scanner.start(segment);
        return true;
    }

    private Optional<Header> oldest(long sequence) {
        var headers = new ArrayList<Header>();
        for (int id = 0; id < log.segments().count(); id++) {
            if (log.segments().use(id) == SegmentTable.Use.FREE) continue;
            var verdict = SegmentHeaders.read(log.view(), log.superblock().base(id), log.store(), id);
            if (verdict instanceof Verdict.Valid(var header) && header.sequence() >= sequence) headers.add(header);
        }
        return headers.stream().min(Comparator.comparingLong(Header::sequence));
    }

    private boolean isCurrent(Header header) {
        var verdict =
                SegmentHeaders.read(log.view(), log.superblock().base(header.segment()), log.store(), header.segment());
        return verdict instanceof Verdict.Valid(var now) && now.equals(header);
    }
}
