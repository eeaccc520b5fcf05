package dev.firn.log.space;

import java.util.Arrays;

/// Which segment to clean next: the one whose cost declines least while one waits.
///
/// A segment whose share `u` of bytes is live, and `e = 1 - u` is not, costs `u / e` moved bytes for each byte won.
/// Its objects die at a rate of about one in each `interval`, so by waiting that cost falls at the rate `(1 / e^2) *
/// u / interval`: where this is least, cleaning now loses least. A segment that all users write to is left alone for
/// a while after it was opened, whatever its cost: what is hot in it dies by itself.
///
/// A choice looks at [#LOOKS] segments and at the [#KEPT] best that earlier choices saw, at more only where none of
/// these may be cleaned, and allocates nothing: its time does not grow with the store. Not safe for use by several
/// threads.
public final class VictimChoice {
    /// There is nothing to clean.
    public static final int NONE = -1;

    /// Segments looked at in one choice. More are no better: see docs/cleaning.md.
    public static final int LOOKS = 128;

    /// Candidates kept from choice to choice.
    static final int KEPT = 64;

    /// The part of the bytes that are not live which users may write before a mixed segment is old.
    private static final double YOUTH = 0.18;

    /// What the choice is made from. A segment may be cleaned if it is sealed and nobody has begun to clean it.
    @FunctionalInterface
    public interface Segments {
        /// Live bytes of a segment that may be cleaned, or -1.
        long live(int segment);
    }

    private final SegmentAges ages;
    private final long segmentBytes;
    private final int looks;
    private final int[] kept = new int[KEPT];
    private final double[] costs = new double[KEPT];
    private int keptCount;
    private boolean[] isKept;
    private int cursor;

    /// @param segmentBytes how many bytes of records fit into a segment
    public VictimChoice(SegmentAges ages, int segments, long segmentBytes) {
        this(ages, segments, segmentBytes, LOOKS);
    }

    VictimChoice(SegmentAges ages, int segments, long segmentBytes, int looks) {
        this.ages = ages;
        this.segmentBytes = segmentBytes;
        this.looks = looks;
        this.isKept = new boolean[segments];
    }

    /// There are more segments now.
    public void grow(int segments) {
        isKept = Arrays.copyOf(isKept, segments);
    }

    /// The segment to clean now, or [#NONE]. It is not chosen again before its `live` was -1 or it was looked at anew.
    ///
    /// @param slack bytes of the store that are not live, in ticks
    /// @param now the tick
    public int choose(Segments segments, long slack, long now) {
        long youth = (long) (slack * YOUTH);
        int chosen = chooseOlder(segments, now, youth);
        return chosen == NONE && youth > 0 ? chooseOlder(segments, now, 0) : chosen;
    }

    private int chooseOlder(Segments segments, long now, long youth) {
        priceKept(segments, now, youth);
        for (int looked = 0; looked < looks || keptCount == 0; looked++) {
            if (looked == isKept.length) break;
            if (cursor >= isKept.length) cursor = 0;
            int segment = cursor++;
            if (!isKept[segment]) offer(segment, cost(segments, segment, now, youth));
        }
        return keptCount == 0 ? NONE : takeFirst();
    }

    /// What was kept has changed meanwhile: priced and sorted anew.
    private void priceKept(Segments segments, long now, long youth) {
        int before = keptCount;
        keptCount = 0;
        for (int i = 0; i < before; i++) isKept[kept[i]] = false;
        for (int i = 0; i < before; i++) {
            int segment = kept[i];
            offer(segment, cost(segments, segment, now, youth));
        }
    }

    private double cost(Segments segments, int segment, long now, long youth) {
        long live = segments.live(segment);
        if (live < 0 || live >= segmentBytes) return Double.POSITIVE_INFINITY;
        if (youth > 0 && ages.isMixedAndYoungerThan(segment, youth, now)) return Double.POSITIVE_INFINITY;
        double share = (double) live / segmentBytes;
        double empty = 1 - share;
        return share / (empty * empty) / ages.interval(segment, now);
    }

    private void offer(int segment, double cost) {
        if (cost == Double.POSITIVE_INFINITY) return;
        if (keptCount == KEPT) {
            if (cost >= costs[KEPT - 1]) return;
            isKept[kept[--keptCount]] = false;
        }
        int at = keptCount++;
        for (; at > 0 && costs[at - 1] > cost; at--) move(at - 1, at);
        kept[at] = segment;
        costs[at] = cost;
        isKept[segment] = true;
    }

    private int takeFirst() {
        int first = kept[0];
        isKept[first] = false;
        keptCount--;
        for (int at = 0; at < keptCount; at++) move(at + 1, at);
        return first;
    }

    private void move(int from, int to) {
        kept[to] = kept[from];
        costs[to] = costs[from];
    }
}
