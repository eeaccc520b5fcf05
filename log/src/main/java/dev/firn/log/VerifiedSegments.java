package dev.firn.log;

import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.pmem.View;
import java.util.HashMap;
import java.util.Map;

/// How far segments have been found whole of late. A chain's members lie in many segments, and what they make gets a
/// new checksum: rot in a frame that was never looked at would be sealed with it, and nobody would find it any more.
/// All is forgotten when half of the log's size was copied: what was opened since is read, too, about five bytes for a
/// copied one in all. For one thread.
final class VerifiedSegments {
    /// The log is read so often while all of it is copied once.
    private static final int READ_PER_COPIED = 2;

    private final Log log;
    private final View view;
    private final SegmentScanner scanner;
    private final Map<Integer, Whole> whole = new HashMap<>();
    private long copied;

    /// @param end frames before it are whole, in bytes from the segment's start
    private record Whole(int generation, long end, long life) {}

    VerifiedSegments(Log log, View view) {
        this.log = log;
        this.view = view;
        this.scanner = new SegmentScanner(view, log.superblock(), log.options().memory());
    }

    /// So many bytes more were copied.
    void copied(long bytes) {
        copied += bytes;
        long all = (long) log.segments().count() * log.superblock().segmentBytes();
        if (copied * READ_PER_COPIED < all) return;
        whole.clear();
        copied = 0;
    }

    /// Whether the frame that holds the record is known to be whole.
    boolean holds(long record) {
        int segment = log.segmentOf(record);
        var known = known(segment);
        return known != null && known.end() > record - log.superblock().base(segment);
    }

    private Whole known(int segment) {
        var known = whole.get(segment);
        return known != null && known.generation() == log.segments().generation(segment) ? known : null;
    }

    /// Reads frames of the record's segment until one holds the record. Returns how many bytes that were.
    ///
    /// @throws CorruptLogException when there is a frame before whose checksum does not hold
    /// @throws dev.firn.pmem.MediumFaultException when one cannot be read
    long read(long record) {
        int segment = log.segmentOf(record);
        long offset = record - log.superblock().base(segment);
        start(segment, known(segment));
        long from = scanner.position();
        while (scanner.position() <= offset) advance(segment);
        whole.put(segment, new Whole(log.segments().generation(segment), scanner.position(), scanner.life()));
        return scanner.position() - from;
    }

    private void start(int segment, Whole known) {
        long base = log.superblock().base(segment);
        if (!(SegmentHeaders.read(view, base, log.store(), segment) instanceof Verdict.Valid(var header))) {
            throw new CorruptLogException(base, "the head of a segment", "something else");
        }
        if (known == null) scanner.start(header);
        else scanner.start(header, known.end(), known.life());
    }

    private void advance(int segment) {
        if (scanner.advance() == SegmentScanner.Found.FRAME) return;
        long at = log.superblock().base(segment) + scanner.position();
        throw new CorruptLogException(at, "a whole frame", "something else");
    }
}
