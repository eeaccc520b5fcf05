package dev.firn.log;

import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.View;

/// What it takes to empty a segment. Live bytes alone do not say it: of a chain whose one member lies there, all is
/// written anew as one record, and the members elsewhere become garbage.
///
/// @param segments that are emptied together
/// @param copied bytes of copies
/// @param garbage bytes that are garbage in them
/// @param excess bytes that less is live afterwards: a chain is longer than what it makes
public record Relocation(int segments, long copied, long garbage, long excess) {
    /// Bytes of room that there will be more.
    public long won() {
        return garbage + excess;
    }

    /// Of the sealed `segment` and those that go with it. Reads them.
    ///
    /// @throws CorruptLogException when a frame does not hold what was written
    /// @throws dev.firn.pmem.MediumFaultException when something cannot be read
    static Relocation of(Log log, Cleaner.Owner owner, Victims victims, SegmentScanner scanner) {
        var walk = new Walk(log, owner, scanner);
        for (int segment : victims.all()) walk.through(segment);
        int count = victims.all().size();
        long garbage = (long) count * log.frameCapacity() - walk.live;
        return new Relocation(count, walk.copied, garbage, walk.excess);
    }

    /// Sums up the objects that have something in a segment.
    private static final class Walk {
        private final Log log;
        private final Cleaner.Owner owner;
        private final View view;
        private final SegmentScanner scanner;
        private final FrameRecords records = new FrameRecords();
        private long copied;
        private long live;
        private long excess;

        Walk(Log log, Cleaner.Owner owner, SegmentScanner scanner) {
            this.log = log;
            this.owner = owner;
            this.view = log.view();
            this.scanner = scanner;
        }

        void through(int segment) {
            live += log.live().of(segment);
            long base = log.superblock().base(segment);
            if (!(SegmentHeaders.read(view, base, log.store(), segment) instanceof Verdict.Valid(var header))) {
                throw new CorruptLogException(base, "the head of a segment", "something else");
            }
            scanner.start(header);
            while (true) {
                switch (scanner.next()) {
                    case Step.Frame(var frame, var _, var kind) -> add(frame, kind, segment);
                    case Step.End() -> {
                        return;
                    }
                    case Step.Broken(var at, var why) -> throw new CorruptLogException(base + at, "a whole frame", why);
                }
            }
        }

        private void add(long frame, FrameKind kind, int segment) {
            switch (kind) {
                case BATCH, PART, MOVE -> {
                    records.start(view, frame);
                    while (records.next()) add(records.object(), records.record(), segment);
                }
                case LIFE, PAD, CHECKPOINT -> {}
            }
        }

        /// Of several members in one segment the newest counts.
        private void add(long object, long record, int segment) {
            if (object == 0) return;
            long newest = log.mapping().raw(object);
            long bytes = 0;
            boolean isNeeded = false;
            long entry = newest;
            for (int members = 1; entry != Entry.NONE; members++) {
                isNeeded |= Entry.address(entry) == record;
                if (!isNeeded && log.segmentOf(Entry.address(entry)) == segment) return;
                bytes += Entry.sizeBytes(entry);
                entry = Records.before(view, entry, members);
            }
            if (isNeeded) add(newest, bytes);
        }

        private void add(long newest, long bytes) {
            boolean chain = Entry.isChange(newest);
            long copy = chain ? RecordLayout.MOVED_BYTES + owner.wholeBytes(newest) : bytes;
            copied += copy;
            excess += Math.max(0, bytes - copy);
        }
    }
}
