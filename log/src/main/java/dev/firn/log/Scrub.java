package dev.firn.log;

import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.BadRange;
import dev.firn.pmem.BadRange.Why;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.View;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Looks, slowly, whether what is durable is still what was written: the checksums of all frames below the durable end
/// of each segment, again and again. A step, not a thread: whoever has time calls [#step].
///
/// Nothing is locked. A segment that is freed and opened again under way is left alone: whatever looks wrong counts
/// only while the segment has the use and the generation that it had before. What is known to be bad is skipped.
///
/// For one thread at a time.
public final class Scrub {
    /// Looked at together, unless a frame is longer.
    private static final long PIECE_BYTES = 64 << 10;

    private static final long NANOS = 1_000_000_000;

    private final Log log;
    private final LongSupplier nanoTime;
    private final long bytesPerSecond;
    private final Consumer<BadRange> findings;
    private final View view;
    private final SegmentScanner scanner;
    private boolean tellsKnown;
    private int segment = -1;
    private Header header;
    private SegmentTable.Use use;
    private long due;
    private volatile ScrubCounters counters = new ScrubCounters(0, 0, 0);

    /// @param nanoTime a clock as [System#nanoTime] is
    /// @param bytesPerSecond how much is read in a second, positive
    /// @param findings is told what was found bad, on the thread that steps; the log does not know of it by itself
    public Scrub(Log log, LongSupplier nanoTime, long bytesPerSecond, Consumer<BadRange> findings) {
        if (bytesPerSecond <= 0) throw new IllegalArgumentException("bytesPerSecond: " + bytesPerSecond);
        this.log = log;
        this.nanoTime = nanoTime;
        this.bytesPerSecond = bytesPerSecond;
        this.findings = findings;
        this.view = new ExactView(log.region().view());
        this.scanner = new SegmentScanner(view, log.superblock(), log.options().memory());
        this.due = nanoTime.getAsLong();
    }

    /// One that tells what is known to be bad, too, and knows no time.
    static Scrub ofEverything(Log log, Consumer<BadRange> findings) {
        var scrub = new Scrub(log, () -> 0, Long.MAX_VALUE, findings);
        scrub.tellsKnown = true;
        return scrub;
    }

    /// What it has done so far; may be asked by any thread.
    public ScrubCounters counters() {
        return counters;
    }

    /// Looks at one piece, if it is time. Returns the nanoseconds after which the next step has something to do, at
    /// least 0.
    public long step() {
        long now = nanoTime.getAsLong();
        if (now - due < 0) return due - now;
        long bytes = piece();
        due = now + bytes * NANOS / bytesPerSecond;
        return due - now;
    }

    /// Looks at everything once, at once.
    public void pass() {
        long passes = counters.passes();
        segment = -1;
        header = null;
        while (counters.passes() == passes) piece();
    }

    /// Looks at one segment, at once, wherever a pass is; that goes on with the segments behind it.
    public void look(int at) {
        segment = at - 1;
        header = null;
        if (!nextSegment() || segment != at) {
            header = null;
            return;
        }
        while (header != null) frame();
    }

    /// Bytes that were looked at, at least 1, so that an empty log does not keep a thread busy.
    private long piece() {
        long bytes = 0;
        while (bytes < PIECE_BYTES) {
            if (header == null && !nextSegment()) return Math.max(bytes, 4096);
            bytes += frame();
        }
        return bytes;
    }

    /// Goes to the next segment that holds something. False at the end of a pass.
    private boolean nextSegment() {
        while (++segment < log.segments().count()) {
            use = log.segments().use(segment);
            int generation = log.segments().generation(segment);
            if (log.durableEnd(segment) <= SegmentLayout.FRAMES) continue;
            header = readHeader(generation);
            if (header == null) continue;
            scanner.start(header);
            return true;
        }
        segment = -1;
        count(0, 0, 1);
        return false;
    }

    private Header readHeader(int generation) {
        long base = log.superblock().base(segment);
        try {
            var verdict = SegmentHeaders.read(view, base, log.store(), segment);
            if (verdict instanceof Verdict.Valid(var found)) return found;
            found(base, SegmentLayout.FRAMES, Why.CHECKSUM, generation);
        } catch (MediumFaultException unreadable) {
            found(base, SegmentLayout.FRAMES, Why.UNREADABLE, generation);
        }
        return null;
    }

    /// Looks at one frame. Returns its bytes.
    private long frame() {
        long from = scanner.position();
        long end = log.durableEnd(segment);
        if (from >= end) return leave();
        try {
            switch (scanner.next()) {
                case Step.Frame(var _, var length, var _) -> count(length, 0, 0);
                case Step.End() -> leave();
                case Step.Broken(var _, var _) -> broken(from, end, Why.CHECKSUM);
            }
        } catch (MediumFaultException unreadable) {
            broken(from, end, Why.UNREADABLE);
        }
        return header == null ? SegmentLayout.FRAMES : Math.max(scanner.position() - from, 8);
    }

    private long leave() {
        header = null;
        return 0;
    }

    private void broken(long from, long end, Why why) {
        if (!isAsBefore(header.generation())) {
            leave();
            return;
        }
        long next = Math.min(end, scanner.resume(from + 8, log.superblock().life()));
        found(log.superblock().base(segment) + from, next - from, why, header.generation());
        if (next >= end) leave();
    }

    private boolean isAsBefore(int generation) {
        var now = log.segments().use(segment);
        boolean sealed = use == SegmentTable.Use.OPEN && now == SegmentTable.Use.SEALED;
        return (now == use || sealed) && log.segments().generation(segment) == generation;
    }

    private void found(long at, long length, Why why, int generation) {
        if (!isAsBefore(generation)) return;
        if (why == Why.CHECKSUM) {
            tell(new BadRange(at, length, why));
            return;
        }
        var lines = Unreadable.in(log.region().view(), at, length, log.region().size());
        lines.forEach(this::tell);
    }

    private void tell(BadRange range) {
        if (!tellsKnown && log.badRanges().find(range.at(), range.length()) != null) return;
        count(0, 1, 0);
        findings.accept(range);
    }

    private void count(long bytes, long found, long passes) {
        var before = counters;
        counters = new ScrubCounters(before.bytes() + bytes, before.found() + found, before.passes() + passes);
    }
}
