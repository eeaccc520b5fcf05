package dev.firn.log;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Which segments are free, open, sealed or emptied, how often each was opened, and by whom. Safe for use by several
/// threads.
///
/// Once there is a checkpoint, a segment is opened only when it was *named*, or when the log has grown by it since, and
/// once only: an opening looks for the tail nowhere else. What a checkpoint says of all other segments is read when it
/// is first asked for.
///
/// Invariant: a segment is `FREE` only when nothing recovered could map into it, and nobody reads there.
public final class SegmentTable {
    /// What a segment is used for.
    public enum Use {
        FREE,
        OPEN,
        SEALED,
        /// Nothing in it is wanted any more, but somebody who began before may still read there.
        EMPTIED
    }

    /// The opening that a segment is in, or was last.
    ///
    /// @param firstStamp objects deleted by commits before this one have no version in it
    public record Opening(int head, long sequence, long firstStamp) {
        static final Opening NONE = new Opening(0, 0, Long.MAX_VALUE);

        /// Of any head, and as long ago as any.
        static final Opening UNKNOWN = new Opening(-1, -1, 0);
    }

    /// Is told of every opening, by the one who opens.
    @FunctionalInterface
    public interface Listener {
        void opened(int segment, int head);
    }

    private volatile Listener listener = (_, _) -> {};

    /// A segment that may be opened next, and how often its place was opened before.
    public record Named(int segment, int generation) {}

    /// Says what is not known: [#found] and [#set] of segments that are not [known][#isKnown].
    public interface Source {
        void load(SegmentTable table);
    }

    private static final int NOT_COUNTED = -1;

    private Use[] uses;
    private final SegmentOpenings openings;
    private final SegmentNames names;
    private Source source;
    private SegmentStates captured;
    private volatile int openable = NOT_COUNTED; // it is asked before each commit
    private long[] emptiedAt;
    private boolean[] damaged;
    private long[] deferred;
    private final int[] counts = new int[Use.values().length];
    private volatile int count;
    private int next;
    private final BitSet retired = new BitSet();
    private final BitSet sealed = new BitSet();
    private boolean low;
    private volatile long reuses;

    /// All free and never opened.
    public SegmentTable(int count) {
        this(count, false);
        Arrays.fill(uses, Use.FREE);
        counts[Use.FREE.ordinal()] = count;
    }

    /// Of a store with a checkpoint: all unknown until somebody says more.
    public static SegmentTable unknown(int count) {
        return new SegmentTable(count, true);
    }

    private SegmentTable(int count, boolean restricted) {
        this.count = count;
        openings = new SegmentOpenings(count);
        names = new SegmentNames(openings, restricted);
        uses = new Use[count];
        emptiedAt = new long[count];
        damaged = new boolean[count];
        deferred = new long[count];
        Arrays.fill(deferred, -1);
    }

    /// A segment that append head `head` may open, now open, when there are more than `leave` of them; or -1.
    synchronized int take(int head, int leave) {
        if (openable() <= leave) return -1;
        if (low) next = 0;
        for (int tried = 0; tried < count; tried++) {
            int segment = next;
            next = next + 1 < count ? next + 1 : 0;
            if (mayOpen(segment)) {
                set(segment, Use.OPEN);
                names.noteOpening(segment, head);
                openings.setPart(segment, false);
                // Before a byte of it changes: whoever reads there without being registered looks at this afterwards.
                if (openings.generation(segment) > 0) reuses++;
                return segment;
            }
        }
        return -1;
    }

    private boolean mayOpen(int segment) {
        return isFree(segment) && names.mayOpen(segment);
    }

    private boolean isFree(int segment) {
        return uses[segment] == Use.FREE && !retired.get(segment);
    }

    private boolean isUsed(int segment) {
        return uses[segment] == Use.OPEN || uses[segment] == Use.SEALED;
    }

    /// Whether segments near the start are opened first, so that the end of the file becomes free.
    public synchronized void preferLow(boolean value) {
        low = value;
    }

    /// How many segments may be opened.
    public int openable() {
        int known = openable;
        return known == NOT_COUNTED ? countOpenable() : known;
    }

    private synchronized int countOpenable() {
        openable = names.isRestricted() ? names.openable(count, this::isFree) : counts[Use.FREE.ordinal()];
        return openable;
    }

    /// Free segments, whether they may be opened now or a checkpoint must name them first.
    public synchronized int free() {
        load();
        return counts[Use.FREE.ordinal()];
    }

    /// Whether there are, or may be, free segments that a checkpoint could name.
    public synchronized boolean hasMoreToName() {
        return source != null || counts[Use.FREE.ordinal()] > openable();
    }

    /// Free segments that a checkpoint could name, as far as they are known.
    public synchronized int unnamed() {
        return source != null ? 0 : counts[Use.FREE.ordinal()] - openable();
    }

    /// How many times a segment that held something was taken again.
    public long reuses() {
        return reuses;
    }

    /// Counts an opening and returns its number.
    synchronized int nextGeneration(int segment) {
        return openings.nextGeneration(segment);
    }

    synchronized void opened(int segment, Opening opening) {
        openings.opened(segment, opening);
        listener.opened(segment, opening.head());
    }

    public void listen(Listener to) {
        listener = to;
    }

    /// For recovery: what the head of a segment says.
    public synchronized void found(SegmentHeaders.Header header) {
        var opening = new Opening(header.head(), header.sequence(), header.firstStamp());
        openings.found(header.segment(), header.generation(), opening);
    }

    /// For recovery: the newest checkpoint lets it be opened, and its place was opened so often before.
    public synchronized void found(Named free) {
        openings.found(free.segment(), free.generation());
        set(free.segment(), Use.FREE);
        names.name(free.segment());
    }

    /// For recovery: what a checkpoint says of a segment that is not known otherwise.
    public synchronized void found(int segment, int generation, Opening opening, Use use, boolean hasParts) {
        openings.found(segment, generation, opening);
        openings.setPart(segment, hasParts);
        set(segment, use);
    }

    /// For recovery: how a segment that was found to be [free][#found(Named)] was opened last, by a checkpoint. What
    /// lies in it is older than that; where nothing is known, it may be as old as anything.
    public synchronized void openedLast(int segment, int generation, Opening opening) {
        openings.openedLast(segment, generation, opening);
    }

    /// Who is asked for what nobody has said.
    public synchronized void setSource(Source unknown) {
        source = unknown;
    }

    /// Whether something is known of all segments, so that no question is passed on to a checkpoint.
    public synchronized boolean isLoaded() {
        return source == null;
    }

    /// Whether anything was said of the segment yet.
    public synchronized boolean isKnown(int segment) {
        return uses[segment] != null;
    }

    private void load(int segment) {
        if (uses[segment] == null) load();
    }

    private void load() {
        if (source == null) return;
        var asked = source;
        source = null;
        try {
            asked.load(this);
        } finally {
            // Of a segment that nobody knows nothing may be assumed.
            for (int segment = 0; segment < count; segment++) if (uses[segment] == null) set(segment, Use.SEALED);
        }
    }

    /// From here on openings are noted, for the checkpoint that begins, and [#captured] says what is true now.
    public synchronized void capture() {
        load();
        captured = openings.states(names.capture(count, this::isVacant));
    }

    /// Nothing that the mapping shows is in it, and who still reads there does not any more when a checkpoint is read.
    private boolean isVacant(int segment) {
        return switch (uses[segment]) {
            case FREE, EMPTIED -> true;
            case OPEN, SEALED -> false;
        };
    }

    /// What a checkpoint says of segments: what was true at its capture, but for those that it opened itself since.
    public synchronized SegmentStates captured() {
        return captured;
    }

    /// From here on no segment behind the returned count is opened, until the checkpoint that is being made is complete
    /// or given up: they have been free since before its capture, so nothing that it says points there, and nothing of
    /// its tail is there. As few are left as can be, and at least `fewest`. Those by which the log grows from here on
    /// may be opened; then nothing is cut off.
    public synchronized int endAt(int fewest) {
        openable = NOT_COUNTED;
        return names.endAt(fewest, count, this::isFree);
    }

    /// Whoever reads behind the end without being registered looks at this afterwards.
    synchronized void aboutToCut() {
        reuses++;
    }

    /// The segments from `newCount` on, all free, are not there any more. When the log grows again their places are
    /// new.
    synchronized void cut(int newCount) {
        counts[Use.FREE.ordinal()] -= count - newCount;
        resize(newCount);
        names.cut(newCount);
        count = newCount;
        next = 0;
    }

    /// They stay: to the newest checkpoint they are segments that the log has grown by.
    public synchronized void notCut() {
        names.notCut(count);
        openable = NOT_COUNTED;
    }

    /// See [SegmentNames#holdsTail].
    public synchronized void holdsTail(RestartPoint restart) {
        names.holdsTail(restart, count, this::isUsed);
    }

    /// Openings by `head` until now need not be named: the checkpoint says that they are used.
    public synchronized void captureOpenings(int head) {
        captured.grow(count);
        for (int segment : names.forgetOpenings(head)) {
            captured.opened(segment, openings.generation(segment), openings.of(segment));
        }
    }

    /// What a checkpoint names: segments opened since its capture, those that may be opened now, and others that are
    /// free, at most `most`. From here on no others are opened. Empty when there are too many.
    public synchronized Optional<List<Named>> nameNext(int most) {
        load();
        openable = NOT_COUNTED;
        return names.nameNext(most, count, this::isFree);
    }

    /// The checkpoint is complete: what it names may be opened.
    public synchronized void completed() {
        names.completed();
        forget();
    }

    /// There will be no such checkpoint. Where there was none before, any free segment may be opened again.
    public synchronized void givenUp(boolean isFirst) {
        names.givenUp(isFirst);
        forget();
    }

    private void forget() {
        captured = null;
        openable = NOT_COUNTED;
    }

    public synchronized Opening opening(int segment) {
        load(segment);
        return openings.of(segment);
    }

    public synchronized void set(int segment, Use use) {
        if (uses[segment] != null) count(segment, -1);
        sealed.set(segment, uses[segment] == Use.OPEN && use == Use.SEALED);
        uses[segment] = use;
        if (isUsed(segment)) names.used(segment);
        count(segment, 1);
        openable = NOT_COUNTED;
    }

    /// A segment that was sealed since the log was opened, and was not told of before; or -1.
    synchronized int nextSealed() {
        int segment = sealed.nextSetBit(0);
        if (segment >= 0) sealed.clear(segment);
        return segment;
    }

    /// A retired one is not free.
    private void count(int segment, int change) {
        if (uses[segment] != Use.FREE || !retired.get(segment)) counts[uses[segment].ordinal()] += change;
    }

    /// Nothing in the segment is wanted; who began to read before `epoch` may still be there.
    synchronized void emptied(int segment, long epoch) {
        set(segment, Use.EMPTIED);
        emptiedAt[segment] = epoch;
    }

    /// Nobody reads any more who began before `epoch`. Returns how many segments are free now that were not.
    synchronized int release(long epoch) {
        int released = 0;
        for (int segment = 0; segment < count; segment++) {
            if (uses[segment] != Use.EMPTIED || emptiedAt[segment] > epoch) continue;
            set(segment, Use.FREE);
            released++;
        }
        return released;
    }

    /// It holds a part of a batch that is longer than a frame: all of them are wanted as long as one is.
    public synchronized void holdsPart(int segment) {
        openings.setPart(segment, true);
    }

    public synchronized boolean hasPart(int segment) {
        if (segment >= count) return false; // it was the last one of its append head, and was cut off
        load(segment);
        return openings.hasPart(segment);
    }

    /// Not all of it can be read: it stays as it is.
    synchronized void damaged(int segment) {
        damaged[segment] = true;
    }

    /// It cannot be emptied before another segment has been opened.
    synchronized void defer(int segment) {
        deferred[segment] = openings.opened();
    }

    /// Whether it can be emptied: it takes no more appends, all of it can be read as far as we know, and nothing that
    /// cannot be moved is wanted in it.
    public synchronized boolean isCleanable(int segment, LiveBytes live) {
        load(); // what is live is known only then
        if (uses[segment] != Use.SEALED || damaged[segment] || retired.get(segment)) return false;
        if (deferred[segment] == openings.opened()) return false;
        return !CheckpointHeads.contains(openings.head(segment)) || live.of(segment) == 0;
    }

    /// The segment with this number of an append head, or -1.
    synchronized int find(int head, long sequence) {
        load();
        return openings.find(head, sequence, this::isUsed);
    }

    /// Whether the segment is there, and the last of its openings, by `head`, counts.
    synchronized boolean isUsedBy(int segment, int head) {
        if (segment >= count) return false;
        load(segment);
        return isUsed(segment) && openings.of(segment).head() == head;
    }

    /// Whether the segment takes appends; one that was cut off does not.
    synchronized boolean isOpen(int segment) {
        return segment < count && use(segment) == Use.OPEN;
    }

    public synchronized Use use(int segment) {
        load(segment);
        return uses[segment];
    }

    public synchronized int generation(int segment) {
        load(segment);
        return openings.generation(segment);
    }

    /// An object whose deletion has a smaller stamp has no version in any segment but perhaps in `without`, or in one
    /// that is no longer there.
    synchronized long oldestOpening(int without) {
        load();
        return openings.oldest(without);
    }

    /// The segments from the former count on are free.
    synchronized void grow(int newCount) {
        resize(newCount);
        names.grow(count, newCount);
        Arrays.fill(deferred, count, newCount, -1);
        Arrays.fill(uses, count, newCount, Use.FREE);
        counts[Use.FREE.ordinal()] += newCount - count;
        next = count;
        count = newCount;
    }

    private void resize(int newCount) {
        uses = Arrays.copyOf(uses, newCount);
        emptiedAt = Arrays.copyOf(emptiedAt, newCount);
        damaged = Arrays.copyOf(damaged, newCount);
        deferred = Arrays.copyOf(deferred, newCount);
        openings.resize(newCount);
        openable = NOT_COUNTED;
    }

    /// Its place on the medium is bad: it is never opened again. What it holds stays there.
    public synchronized void retire(int segment) {
        count(segment, -1);
        retired.set(segment);
        count(segment, 1);
        openable = NOT_COUNTED;
    }

    /// Its place was mended.
    public synchronized void reinstate(int segment) {
        if (!retired.get(segment)) return;
        retired.clear(segment);
        openable = NOT_COUNTED;
        if (uses[segment] == Use.FREE) counts[Use.FREE.ordinal()]++;
    }

    public synchronized boolean isRetired(int segment) {
        return retired.get(segment);
    }

    public int count() {
        return count;
    }

    /// Segments of this use; of free ones those that may be opened.
    public synchronized int count(Use use) {
        if (use == Use.FREE) return openable();
        if (use != Use.EMPTIED) load();
        return counts[use.ordinal()];
    }
}
