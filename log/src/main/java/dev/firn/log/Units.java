package dev.firn.log;

import dev.firn.log.SegmentTable.Opening;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.MediumFaultException;
import java.util.ArrayList;
import java.util.Comparator;

/// Segments that are emptied together, because parts of one batch lie in them.
public final class Units {
    private Units() {}

    /// How many segments the longest batch has that is in the log: 1 where all fit into one. Reads the first frame of
    /// each segment with parts.
    ///
    /// The holder of the writer's lock calls it.
    public static int longest(Log log) {
        var table = log.segments();
        var all = new ArrayList<Place>();
        for (int segment = 0; segment < table.count(); segment++) {
            var use = table.use(segment);
            if ((use == Use.SEALED || use == Use.OPEN) && table.hasPart(segment)) {
                all.add(new Place(segment, table.opening(segment)));
            }
        }
        all.sort(Comparator.comparingInt(Place::head).thenComparingLong(Place::sequence));
        int longest = 1;
        int length = 1;
        for (int i = 1; i < all.size(); i++) {
            boolean goesOn = all.get(i).follows(all.get(i - 1)) && mayBeginInABatch(log, all.get(i).segment());
            length = goesOn ? length + 1 : 1;
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /// What cannot be read is of no commit's business that does not need it.
    private static boolean mayBeginInABatch(Log log, int segment) {
        try {
            return beginsInABatch(log, segment);
        } catch (MediumFaultException unreadable) {
            return true;
        }
    }

    /// Whether a batch that began in the segment before goes on here.
    static boolean beginsInABatch(Log log, int segment) {
        long frame = log.superblock().base(segment) + SegmentLayout.FRAMES;
        return FrameLayout.kindCode(log.view(), frame) == FrameKind.PART.code()
                && FrameLayout.part(log.view(), frame) > 0;
    }

    private record Place(int segment, Opening opening) {
        int head() {
            return opening.head();
        }

        long sequence() {
            return opening.sequence();
        }

        boolean follows(Place before) {
            return head() == before.head() && sequence() == before.sequence() + 1;
        }
    }
}
