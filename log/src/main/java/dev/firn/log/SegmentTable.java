package dev.firn.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which segments are free, open or sealed, and how often each was opened. Safe for use by several threads.
///
/// Once there is a checkpoint, a segment is opened only when it was *named*, or when the log has grown by it since, and
/// once only: an opening looks for the tail nowhere else. What a checkpoint says of all other segments is read when it
/// is first asked for.
///
/// Invariant: a segment is `FREE` only when nothing recovered could map into it.
public final class SegmentTable {
    /// What a segment is used for.
    public enum Use {
        FREE,
        OPEN,
        SEALED
    }

    /// A segment that may be opened next, and how often its place was opened before.
    public record Named(int segment, int generation) {}

    /// Says what is not known: [#set] and [#setGeneration] of segments that are [unknown][#isKnown].
    public interface Source {
        void load(SegmentTable table);
    }

    /// An opening since a capture.
    private record Opening(int segment, int generation, int head) {}

    private static final int UNKNOWN = -1;

    private Use[] uses;
    private int[] generations;
    private boolean[] named;
    private boolean restricted;
    private Source source;
    private List<Opening> openings;
    private List<Integer> chosen = List.of();
    private int count;
    private int next;
    private int openable = UNKNOWN;
    private boolean moreToName;

    /// All free and never opened.
    public SegmentTable(int count) {
        uses = new Use[count];
        generations = new int[count];
        named = new boolean[count];
        Arrays.fill(uses, Use.FREE);
        this.count = count;
    }

    /// Of a store with a checkpoint: all unknown until `source` is asked, or [#setNamed] and others say more.
    public SegmentTable(int count, Source source) {
        this(count);
        this.source = source;
        this.restricted = true;
        Arrays.fill(uses, null);
    }

    /// A free segment that may be opened by append head `head`, now open, or -1.
    synchronized int take(int head) {
        for (int tried = 0; tried < count; tried++) {
            int segment = next;
            next = next + 1 < count ? next + 1 : 0;
            if (mayOpen(segment)) {
                uses[segment] = Use.OPEN;
                openable = UNKNOWN;
                named[segment] = false;
                if (openings != null) openings.add(new Opening(segment, generations[segment], head));
                return segment;
            }
        }
        return -1;
    }

    private boolean mayOpen(int segment) {
        return uses[segment] == Use.FREE && (!restricted || named[segment]);
    }

    /// How many segments may be opened.
    public synchronized int openable() {
        if (openable == UNKNOWN) countOpenable();
        return openable;
    }

    /// Whether there are, or may be, free segments that a checkpoint could name.
    public synchronized boolean hasMoreToName() {
        if (openable == UNKNOWN) countOpenable();
        return moreToName;
    }

    /// Remembered, since it is asked before each commit.
    private void countOpenable() {
        openable = 0;
        moreToName = source != null;
        for (int segment = 0; segment < count; segment++) {
            if (mayOpen(segment)) openable++;
            else if (uses[segment] == Use.FREE) moreToName = true;
        }
    }

    /// Counts an opening and returns its number.
    synchronized int nextGeneration(int segment) {
        return ++generations[segment];
    }

    public synchronized void set(int segment, Use use) {
        uses[segment] = use;
        openable = UNKNOWN;
    }

    public synchronized void setGeneration(int segment, int generation) {
        generations[segment] = generation;
    }

    /// For recovery: the newest checkpoint lets it be opened.
    public synchronized void setNamed(int segment) {
        named[segment] = true;
        openable = UNKNOWN;
    }

    /// Whether anything was said of the segment yet.
    public synchronized boolean isKnown(int segment) {
        return uses[segment] != null;
    }

    public synchronized Use use(int segment) {
        if (uses[segment] == null) load();
        return uses[segment];
    }

    public synchronized int generation(int segment) {
        if (uses[segment] == null) load();
        return generations[segment];
    }

    private void load() {
        source.load(this);
        // Of a segment that nobody knows nothing may be assumed.
        for (int segment = 0; segment < count; segment++) if (uses[segment] == null) uses[segment] = Use.SEALED;
        source = null;
        openable = UNKNOWN;
    }

    /// From here on openings are noted, for the checkpoint that begins.
    public synchronized void capture() {
        openings = new ArrayList<>();
        chosen = List.of();
    }

    /// Openings by `head` until now need not be named: the checkpoint says more of that head.
    public synchronized void forgetOpenings(int head) {
        openings.removeIf(opening -> opening.head() == head);
    }

    /// What a checkpoint names: segments opened since its capture, those that may be opened now, and others that are
    /// free, at most `most`. From here on no others are opened. Empty when there are too many.
    public synchronized Optional<List<Named>> nameNext(int most) {
        var next = new ArrayList<Named>();
        for (var opening : openings) next.add(new Named(opening.segment(), opening.generation()));
        if (next.size() > most) return Optional.empty();
        for (int segment = 0; segment < count; segment++) {
            if (!mayOpen(segment)) continue;
            boolean fits = next.size() < most;
            if (fits) next.add(new Named(segment, generations[segment]));
            named[segment] = fits;
        }
        choose(next, most);
        restricted = true;
        openable = UNKNOWN;
        return Optional.of(next);
    }

    private void choose(List<Named> next, int most) {
        var added = new ArrayList<Integer>();
        for (int segment = 0; segment < count && next.size() < most; segment++) {
            if (use(segment) != Use.FREE || named[segment]) continue;
            next.add(new Named(segment, generations[segment]));
            added.add(segment);
        }
        chosen = added;
    }

    /// The checkpoint is complete: what it names may be opened.
    public synchronized void completed() {
        for (int segment : chosen) named[segment] = true;
        forget();
    }

    /// There will be no such checkpoint. Where there was none before, any free segment may be opened again.
    public synchronized void givenUp(boolean isFirst) {
        if (isFirst) restricted = false;
        forget();
    }

    private void forget() {
        openable = UNKNOWN;
        openings = null;
        chosen = List.of();
    }

    /// The segments from the former count on are free.
    synchronized void grow(int newCount) {
        uses = Arrays.copyOf(uses, newCount);
        generations = Arrays.copyOf(generations, newCount);
        named = Arrays.copyOf(named, newCount);
        Arrays.fill(uses, count, newCount, Use.FREE);
        Arrays.fill(named, count, newCount, true);
        next = count;
        count = newCount;
        openable = UNKNOWN;
    }

    public synchronized int count() {
        return count;
    }

    public synchronized int count(Use use) {
        int found = 0;
        for (int segment = 0; segment < count; segment++) {
            if (use(segment) == use) found++;
        }
        return found;
    }
}
