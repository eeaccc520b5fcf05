package dev.firn.log.space;

import dev.firn.log.CleaningPolicy;
import dev.firn.log.LiveBytes;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.SegmentTable;
import dev.firn.log.SegmentTable.Use;
import java.util.Arrays;

/// Cleans by update interval: [Placement] and [VictimChoice] for the segments of a log.
///
/// Whoever writes tells it of each opened segment, of each installed record, and of each that was moved. Not safe for
/// use by several threads.
public final class IntervalPolicy implements CleaningPolicy {
    /// With no more free segments than this, a class whose segment is full uses that of another class.
    private static final int SCARCE = 2;

    /// Room that a class should still have for another step's copies.
    private static final long ROOM = 2 * Pacing.LONGEST_STEP;

    private final SegmentTable segments;
    private final LiveBytes live;
    private final int segmentBytes;
    private final int worthEmptying;
    private final boolean usersMixed;
    private final Placement placement;
    private final VictimChoice choice;
    private final VictimChoice.Segments cleanable = this::cleanable;
    private final int[] openOfClass = new int[IntervalClasses.MOST];
    private final long[] filled = new long[IntervalClasses.MOST];
    private int known;
    private int victimClass = -1;
    private long liveSum;
    private long writtenSinceSum;

    /// What the segments hold already is taken as the heads say that it lies in.
    ///
    /// @param memory where the update times of objects are kept
    /// @param segmentBytes the size of a segment
    /// @param worthEmptying a segment in which more bytes are live is not chosen
    /// @param classes the classes to begin with, see [Placement]
    /// @param usersMixed all that users write goes to heads that know no classes
    public IntervalPolicy(
            SegmentTable segments,
            LiveBytes live,
            LogMemory memory,
            int segmentBytes,
            int worthEmptying,
            int classes,
            boolean usersMixed) {
        this.worthEmptying = worthEmptying;
        this.segments = segments;
        this.live = live;
        this.segmentBytes = segmentBytes;
        this.usersMixed = usersMixed;
        this.known = segments.count();
        this.placement = new Placement(memory, (long) known * segmentBytes, known, classes);
        this.choice = new VictimChoice(placement.ages(), known, segmentBytes);
        Arrays.fill(openOfClass, -1);
        sumLive();
        for (int segment = 0; segment < known; segment++) find(segment);
    }

    /// What it goes by.
    public Placement placement() {
        return placement;
    }

    /// Heads that copies may go to. How many of them do now is [Placement#classes].
    @Override
    public int classes() {
        return IntervalClasses.MOST;
    }

    @Override
    public int classOf(long object) {
        int wanted = placement.moveClass(object, victimClass, liveSum);
        return segments.count(Use.FREE) > SCARCE || hasRoom(wanted) ? wanted : nearestWithRoom(wanted);
    }

    /// The class that a user's next record of the object belongs to, where users' records go to classes.
    public int userClass(long object) {
        return placement.userClass(object, liveSum);
    }

    @Override
    public int choose(SegmentTable of, LiveBytes liveOf) {
        sumLive();
        grow();
        long slack = placement.ticks(Math.max(0, (long) known * segmentBytes - liveSum));
        int segment = choice.choose(cleanable, slack, placement.now());
        if (segment != VictimChoice.NONE) victimClass = classOfHead(segments.opening(segment).head());
        return segment;
    }

    /// An append head has opened a segment.
    public void opened(int segment, int head) {
        grow();
        int ofClass = classOfHead(head);
        placement.opened(segment, usersMixed && ofClass < 0);
        if (ofClass < 0) return;
        openOfClass[ofClass] = segment;
        filled[ofClass] = 0;
    }

    /// A user's record of an object is installed. `isNew` says that the object had no version before.
    public void wrote(long object, int segment, int bytes, boolean isNew) {
        placement.wrote(object, bytes, isNew, liveSum);
        written(object, segment, bytes);
    }

    /// A user's change to an object is installed; the version before it is still wanted. So it says nothing of how long
    /// records of the object live.
    public void added(long object, int segment, int bytes) {
        placement.added(bytes);
        written(object, segment, bytes);
    }

    private void written(long object, int segment, int bytes) {
        writtenSinceSum += bytes;
        if (writtenSinceSum > segmentBytes) sumLive();
        placed(object, segment, bytes);
    }

    @Override
    public void moved(long object, int segment, int bytes) {
        placed(object, segment, bytes);
    }

    /// A user's tombstone of `bytes` bytes is installed.
    public void deleted(long object, int bytes) {
        placement.deleted(object, bytes, liveSum);
    }

    private void placed(long object, int segment, int bytes) {
        grow();
        placement.placed(segment, object, bytes, liveSum);
        for (int ofClass = 0; ofClass < openOfClass.length; ofClass++) {
            if (openOfClass[ofClass] == segment) filled[ofClass] += bytes;
        }
    }

    private void grow() {
        int count = segments.count();
        if (count == known) return;
        placement.grow(count);
        choice.grow(count);
        known = count;
    }

    private void find(int segment) {
        if (segments.use(segment) != Use.SEALED && segments.use(segment) != Use.OPEN) return;
        placement.found(segment, classOfHead(segments.opening(segment).head()), liveSum);
    }

    private void sumLive() {
        liveSum = Math.max(1, live.sum());
        writtenSinceSum = 0;
    }

    private long cleanable(int segment) {
        int bytes = live.of(segment);
        return bytes <= worthEmptying && segments.isCleanable(segment, live) ? bytes : -1;
    }

    private boolean hasRoom(int ofClass) {
        return openOfClass[ofClass] >= 0 && filled[ofClass] + ROOM < segmentBytes;
    }

    private int nearestWithRoom(int wanted) {
        for (int away = 1; away < openOfClass.length; away++) {
            if (wanted - away >= 0 && hasRoom(wanted - away)) return wanted - away;
            if (wanted + away < openOfClass.length && hasRoom(wanted + away)) return wanted + away;
        }
        return wanted;
    }

    private static int classOfHead(int head) {
        int ofClass = head - Log.FIRST_CLASS_HEAD;
        return ofClass >= 0 && ofClass < IntervalClasses.MOST ? ofClass : -1;
    }
}
