package dev.firn.log;

import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.PrefixLayout;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.View;

/// Writes the digest of a sealed segment into its pad: what [DigestReader] reads in place of all its frames.
///
/// One at a time, and not beside anybody who may free segments. Nothing is drained: the digest is durable with whatever
/// the calling thread drains next, which must come before the segment is freed.
public final class DigestWriter {
    /// Where so much of the log is wanted, segments leave no room for digests any more: the less garbage there is, the
    /// more is copied for each byte that is lacking.
    private static final double TIGHT = 0.75;

    private final Log log;
    private final SegmentDigest digest;
    private View view;
    private SegmentScanner scanner;
    private SegmentHeaders.Header reading;

    public DigestWriter(Log log) {
        this.log = log;
        this.digest = new SegmentDigest(log.options().memory());
    }

    /// Goes on with the digest of a segment that was sealed since the log was opened, if there is one without: reads
    /// about `budget` bytes of it. Whether the digest was written. Quick when there is nothing to do; a segment that
    /// cannot be read has none.
    ///
    /// @throws OutcomeUnknownException when the medium failed
    public boolean step(int budget) {
        if (reading == null && !next()) return false;
        try {
            return goOn(budget);
        } catch (MediumFaultException | IndexOutOfBoundsException | InternalError bad) {
            reading = null;
            if (bad instanceof MediumFaultException fault && fault.isCut()) throw fault;
            return false;
        }
    }

    private boolean next() {
        int segment = log.segments().nextSealed();
        if (segment < 0) return false;
        boolean isRoomy = log.live().sum() < TIGHT * log.segments().count() * log.superblock().segmentBytes();
        if (isRoomy) begin(segment);
        else log.expectDigest(log.segments().opening(segment).head(), 0);
        return reading != null;
    }

    /// Writes the digest of `segment`, and lets the next segments of its append head leave room for theirs. False,
    /// and nothing written, where the segment is not sealed, its pad is too short, or not all of it can be read.
    ///
    /// @throws LogClosedException when the log is closed
    /// @throws LogReadOnlyException when it takes no writes
    /// @throws OutcomeUnknownException when the medium failed
    public boolean write(int segment) {
        log.requireUsable();
        begin(segment);
        return reading != null && goOn(Integer.MAX_VALUE);
    }

    private void begin(int segment) {
        reading = null;
        if (!isSealed(segment)) return;
        var verdict = SegmentHeaders.read(log.view(), log.superblock().base(segment), log.store(), segment);
        if (verdict instanceof SegmentHeaders.Verdict.Valid(var header)) start(header);
    }

    private void start(SegmentHeaders.Header header) {
        if (view != log.view()) {
            view = log.view();
            scanner = new SegmentScanner(view, log.superblock(), log.options().memory());
        }
        digest.begin(header);
        scanner.start(header);
        reading = header;
    }

    /// Then all of it is durable: so is everything that the digest says.
    private boolean isSealed(int segment) {
        return segment < log.segments().count() && log.segments().use(segment) == SegmentTable.Use.SEALED;
    }

    private boolean isAsItWas() {
        return isSealed(reading.segment())
                && log.segments().generation(reading.segment()) == reading.generation()
                && view == log.view();
    }

    /// Checksums and all: a digest must not vouch for what has rotted meanwhile.
    private boolean goOn(int budget) {
        if (!isAsItWas()) return none();
        long from = scanner.position();
        while (scanner.position() - from < budget) {
            long position = scanner.position();
            switch (scanner.advance()) {
                case FRAME -> digest.add(scanner);
                case END -> {
                    return scanner.position() == position ? none() : end((int) position);
                }
                case BROKEN -> {
                    return none();
                }
            }
        }
        return false;
    }

    private boolean none() {
        reading = null;
        return false;
    }

    /// The pad begins at `position`.
    private boolean end(int position) {
        var header = reading;
        reading = null;
        int bytes = digest.bytes();
        log.expectDigest(header.head(), FrameLayout.align(FrameLayout.BYTES + bytes + bytes / 8));
        if (log.superblock().segmentBytes() - position - FrameLayout.BYTES < bytes) return false;
        view.confirm(); // before what was read becomes durable once more
        write(header.segment(), position, bytes);
        return true;
    }

    private void write(int segment, int end, int length) {
        var bytes = digest.whole(log, end);
        long at = log.superblock().base(segment) + log.superblock().segmentBytes() - length;
        try {
            log.region().write(at, bytes, PrefixLayout.BYTES, length);
            log.countDigest(length);
        } catch (Throwable failure) {
            throw log.fail(failure);
        }
    }
}
