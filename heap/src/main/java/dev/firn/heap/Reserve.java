package dev.firn.heap;

import dev.firn.heap.tree.PageLimits;
import dev.firn.log.Log;
import dev.firn.log.LogFullException;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.Units;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.log.format.SegmentStateLayout;
import dev.firn.log.space.GrowthRule;
import dev.firn.log.space.IntervalClasses;
import java.util.function.IntSupplier;

/// How the last segments are shared out, so that nobody waits for room that only he himself could make: the cleaner can
/// always copy, deletions always find a place, and users are refused before either is in need.
///
/// While no more than [#limit()] bytes are wanted, some sealed segment has at most [#worthEmptying], since all but a
/// few segments would otherwise hold more; and emptying that one wins something, since the copies waste at most one
/// frame of each segment that they go to.
final class Reserve {
    /// So many segments without anything in them may wait for readers before it counts.
    private static final int HELD = 2;

    /// Segments that commits and their copies use up while a checkpoint is made beside them. Where they use more, they
    /// wait for it.
    private static final int EARLY = 2;

    /// What a checkpoint says anew beside the state of each segment, about, in bytes.
    private static final double MANIFESTS = 4 << 10;

    /// A log with fewer segments is not cleaned: most of it would be reserve.
    private static final int FEWEST = 32;

    /// How much a step copies beside a commit, at most.
    private static final int LONGEST_STEP = 16 << 10;

    private static final int SHORTEST_STEP_SHARE = 16;

    /// How full segments get when all is written anew: the last record of each finds no room.
    private static final double PACKED = 0.85;

    /// For so many segments there is one class.
    private static final int CLASS_SHARE = 32;

    /// A log that is to grow names others only when they are more than this part of it.
    private static final int GROWTH = 8;

    /// Segments that are open, beside the reserve: for commits, for copies, for checkpoints.
    private static final int OPEN = 3;

    /// Where nothing can be won by cleaning, a log grows by this part of it, whatever is live.
    private static final int IN_NEED = 32;

    private final Log log;
    private final int payload;
    private final int step;
    private final int worthEmptying;
    private final IntSupplier checkpoint;
    private final IntSupplier changes;
    private Shares shares;
    private Shares atMost;
    private int most;
    private int unit = 1;
    private int awaited;
    private boolean isUnitKnown;

    /// @param checkpoint how many segments a checkpoint of all objects takes
    /// @param changes how many one takes of what has changed since the last: without it no others are named
    Reserve(Log log, IntSupplier checkpoint, IntSupplier changes) {
        this.checkpoint = checkpoint;
        this.changes = changes;
        this.log = log;
        int segmentBytes = log.superblock().segmentBytes();
        this.payload = segmentBytes - SegmentLayout.FRAMES;
        this.step = Math.min(LONGEST_STEP, segmentBytes / SHORTEST_STEP_SHARE);
        this.worthEmptying = payload - PageLimits.of(segmentBytes).pageBytes() - FrameLayout.BYTES;
        long fitting = (log.options().maxBytes() - log.superblock().base(0)) / segmentBytes;
        this.most = (int) Math.min(Integer.MAX_VALUE, fitting);
        log.growBy(() -> isCleaned() ? 1 : Integer.MAX_VALUE);
    }

    /// How many bytes a step copies beside a commit.
    int step() {
        return step;
    }

    /// A segment in which more is wanted is not worth the copies.
    int worthEmptying() {
        return worthEmptying;
    }

    /// The fewest segments that hold what is wanted, with room to work in: not quite full, and one for each append
    /// head.
    int fewest() {
        int heads = 0;
        for (int head = 0; head < Log.HEADS; head++) if (log.room(head) > 0) heads++;
        long holding = (long) Math.ceil((double) log.live().sum() / Math.max(1, PACKED * payload));
        return (int) Math.min(Integer.MAX_VALUE, holding + heads + ofUsers() + HELD);
    }

    /// How many segments there must be for `bytes` more to find room.
    ///
    /// @throws LogFullException when the limit is below that
    int forMore(long bytes) {
        requireRoom(bytes);
        long free = (long) (log.segments().count(Use.FREE) - ofUsers() - HELD) * worthEmptying;
        long more = (Math.max(0, bytes - free) + worthEmptying - 1) / worthEmptying;
        return (int) Math.min(Math.max(most, log.segments().count()), log.segments().count() + more);
    }

    /// Whether there is any cleaning.
    private boolean isCleaned() {
        return log.segments().count() >= FEWEST;
    }

    /// The medium has no room: from now on the log must do with what it has.
    void cannotGrow() {
        most = log.segments().count();
    }

    /// Of the segments that there are. They change little, and are asked for before each commit.
    private Shares shares() {
        int count = log.segments().count();
        if (log.segments().isLoaded()) findUnit(); // nothing was cleaned before
        return shares = of(count, count < most ? 1 : unit, shares);
    }

    /// Of the segments that there may be.
    private Shares ofMost() {
        return atMost = of(most, unit, atMost);
    }

    private Shares of(int segments, int longest, Shares known) {
        int takes = checkpoint.getAsInt();
        if (known != null && known.segments() == segments && known.checkpoint() == takes && known.unit() == longest) {
            return known;
        }
        int heads = classes(segments) + log.options().stripes() + 1;
        return new Shares(segments, takes, heads, longest, worthEmptying);
    }

    /// Segments beyond the usual share that naming others would take now.
    private int toName() {
        return Math.max(0, changes.getAsInt() - shares.ofCleaner());
    }

    /// Classes that copies are kept apart by: each has a segment that is partly empty.
    int classes() {
        return classes(log.segments().count());
    }

    private static int classes(int segments) {
        return Math.clamp(segments / CLASS_SHARE, 1, IntervalClasses.MOST);
    }

    /// A commit of `segments` segments is written: they will be emptied together.
    void expects(int segments) {
        unit = Math.max(unit, segments);
    }

    /// Earlier lives wrote long commits as well.
    private void findUnit() {
        if (isUnitKnown) return;
        isUnitKnown = true;
        unit = Math.max(unit, Units.longest(log));
    }

    /// Bytes that may be wanted, at most.
    long limit() {
        if (most < FEWEST) return Long.MAX_VALUE / 2;
        findUnit();
        return ofMost().limit();
    }

    /// Whether `bytes` more may be wanted. A log with much room is not asked for its longest commit, which is at most
    /// as long as all that is used: the answer is not worth the reading.
    boolean takes(long bytes) {
        long wanted = log.live().sum() + bytes;
        if (most < FEWEST) return true;
        if (!isUnitKnown) {
            long used = log.segments().count() - log.segments().openable();
            if (wanted <= ofMost().limit() - used * payload) return true;
        }
        return wanted <= limit();
    }

    /// See [Shares].
    int ofCleaner() {
        return isCleaned() ? shares().ofCleaner() + toName() : 0;
    }

    /// See [Shares].
    int ofDeletions() {
        return isCleaned() ? shares().ofDeletions() + toName() : 0;
    }

    /// See [Shares].
    int ofUsers() {
        return isCleaned() ? shares().ofUsers() + toName() : 0;
    }

    /// Somebody waits until he finds so many segments at once; nobody any more where there are none.
    void isAwaited(int segments) {
        awaited = segments;
    }

    /// Whether a checkpoint of `needed` segments should name more of them: those that may be opened will soon be used
    /// up, and it wins more than it takes. When only it may open any, it is made for less.
    boolean needsNames(int needed) {
        var segments = log.segments();
        int early = ofUsers() + Math.max(EARLY + needed, awaited);
        if (!isCleaned() || segments.openable() > early || !segments.hasMoreToName()) return false;
        // A log that is to grow does so rather than name again and again the few that became free.
        if (growsInstead() && segments.unnamed() <= ofCleaner() + segments.count() / GROWTH) return false;
        return segments.unnamed() >= worthNaming(needed) || segments.openable() <= ofCleaner();
    }

    /// So many free segments are worth a checkpoint that takes `needed`. While they wait, they are missing where
    /// garbage could grow, so copies get dearer by one part of the slack each; and named fewer at a time, they share
    /// what each checkpoint says anew. Both together are least where the two are equal.
    int worthNaming(int needed) {
        int count = log.segments().count();
        double anew = (MANIFESTS + (double) SegmentStateLayout.BYTES * count) / log.superblock().segmentBytes();
        return Math.max(needed + 1, (int) Math.round(Math.sqrt(anew * slack())));
    }

    /// Whether a commit might not find `segments` segments.
    boolean isShort(int segments) {
        return isCleaned() && log.segments().openable() <= ofUsers() + segments;
    }

    /// The same with all that are free, though some may not be opened yet.
    boolean isNearlyOut(int segments) {
        return left() <= (long) (ofUsers() + segments) * log.superblock().segmentBytes();
    }

    /// Whether there would be room but for readers of what was there before.
    boolean isHeldBack() {
        return log.segments().count(Use.EMPTIED) > HELD;
    }

    /// Whether nothing is to be cleaned: so much is wanted that the log should rather be made larger.
    boolean growsInstead() {
        return !isCleaned() || log.segments().count() < Math.min(most, wanted());
    }

    private int wanted() {
        return GrowthRule.wanted(log.live().sum(), payload, ofUsers() + OPEN);
    }

    /// Makes the log longer, by a step on the way to what is wanted. Whether it is.
    boolean grow() {
        return growTo(GrowthRule.grown(log.segments().count(), wanted(), most));
    }

    /// The same by a little, though there should be garbage enough. Whether it is longer.
    boolean growInNeed() {
        int count = log.segments().count();
        return growTo(Math.min(most, count + Math.max(1, count / IN_NEED)));
    }

    private boolean growTo(int count) {
        int before = log.segments().count();
        try {
            log.reserve(count);
        } catch (LogFullException full) {
            cannotGrow();
        }
        return log.segments().count() > before;
    }

    /// Bytes of segments that are free, or will be when nobody reads there any more.
    long left() {
        long free = log.segments().openable() + log.segments().unnamed() + log.segments().count(Use.EMPTIED);
        return free * log.superblock().segmentBytes();
    }

    /// How many segments would be free if all that is wanted lay together.
    long slack() {
        return Math.max(0, log.segments().count() - log.live().sum() / payload);
    }

    /// @throws LogFullException when there are fewer that may be opened, and there can be no more
    void requireSegments(int segments) {
        int openable = log.segments().openable();
        if (!isCleaned() || log.segments().count() < most || openable >= segments) return;
        throw new LogFullException(
                "%d segments of %d bytes are needed at once, and %d can be opened; raise the limit or delete"
                        .formatted(segments, log.superblock().segmentBytes(), openable),
                null);
    }

    /// @throws LogFullException when there would be too little garbage left to be cleaned
    void requireRoom(long bytes) {
        long live = log.live().sum();
        if (live + bytes <= limit()) return;
        throw new LogFullException(
                "%d bytes are in use and %d more are wanted, of %d at most (%d segments of %d bytes); raise the limit or delete"
                        .formatted(live, bytes, limit(), most, log.superblock().segmentBytes()),
                null);
    }
}
