package dev.firn.log;

import dev.firn.log.SegmentTable.Named;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Which free segments may be opened: those that the newest checkpoint *names*, or by which the log has grown since,
/// each once. And what a checkpoint that is being made will name. Its owner's lock is held around every call.
///
/// A checkpoint names, beside what is named already, only what was *vacant* at its capture: of any other segment it
/// says what was in it then, and a part of its tail may lie there.
final class SegmentNames {
    private final SegmentOpenings openings;
    private final BitSet named = new BitSet();
    private final BitSet vacant = new BitSet();
    private final List<Integer> openedBy = new ArrayList<>();
    private boolean restricted;
    private List<Named> sinceCapture;
    private List<Integer> chosen = List.of();
    private int end = Integer.MAX_VALUE;
    private int endedAt = Integer.MAX_VALUE;

    /// @param restricted whether there is a checkpoint; otherwise every free segment may be opened
    SegmentNames(SegmentOpenings openings, boolean restricted) {
        this.openings = openings;
        this.restricted = restricted;
    }

    boolean isRestricted() {
        return restricted;
    }

    /// Whether the segment may be opened, if it is free.
    boolean mayOpen(int segment) {
        boolean isThere = segment < end || segment >= endedAt;
        return isThere && (!restricted || named.get(segment));
    }

    /// How many of those that are free may be opened.
    int openable(int count, IntPredicate isFree) {
        int found = 0;
        for (int segment = named.nextSetBit(0); segment >= 0; segment = named.nextSetBit(segment + 1)) {
            if (segment < count && mayOpen(segment) && isFree.test(segment)) found++;
        }
        return found;
    }

    void name(int segment) {
        named.set(segment);
    }

    /// Opened since it was named: when it is empty, it must be named anew, or the tail would have a hole.
    void used(int segment) {
        named.clear(segment);
    }

    /// The segment is about to be opened by `head`.
    void noteOpening(int segment, int head) {
        if (sinceCapture == null) return;
        sinceCapture.add(new Named(segment, openings.generation(segment)));
        openedBy.add(head);
        vacant.clear(segment);
    }

    /// From here on openings are noted. Returns what is vacant now.
    BitSet capture(int count, IntPredicate isVacant) {
        sinceCapture = new ArrayList<>();
        openedBy.clear();
        chosen = List.of();
        vacant.clear();
        for (int segment = 0; segment < count; segment++) vacant.set(segment, isVacant.test(segment));
        return vacant;
    }

    /// The tail of the checkpoint that begins goes on at `restart`, so all later segments of its head are in it. They
    /// were opened before the capture where a batch that is not installed is longer than a segment.
    void holdsTail(RestartPoint restart, int count, IntPredicate isUsed) {
        if (openings.latest(restart.head()) <= restart.sequence()) return; // as nearly always
        for (int segment = 0; segment < count; segment++) {
            var opening = openings.of(segment);
            if (!isUsed.test(segment) || opening.head() != restart.head()) continue;
            if (opening.sequence() - restart.sequence() <= 0) continue;
            sinceCapture.add(new Named(segment, openings.generation(segment) - 1));
            openedBy.add(restart.head());
        }
    }

    /// What `head` has opened until now need not be named: the checkpoint says it otherwise.
    List<Integer> forgetOpenings(int head) {
        var forgotten = new ArrayList<Integer>();
        for (int i = openedBy.size() - 1; i >= 0; i--) {
            if (openedBy.get(i) != head) continue;
            openedBy.remove(i);
            forgotten.add(sinceCapture.remove(i).segment());
        }
        return forgotten;
    }

    /// Of `count` segments those at the end that are free, and were at the capture, are not opened from here on. As few
    /// are left as can be, and at least `fewest`. Returns how many.
    int endAt(int fewest, int count, IntPredicate isFree) {
        int kept = count;
        while (kept > fewest && vacant.get(kept - 1) && isFree.test(kept - 1)) kept--;
        end = kept;
        endedAt = count;
        return kept;
    }

    /// They stay: to the newest checkpoint they are segments that the log has grown by.
    void notCut(int count) {
        for (int segment = end; segment < Math.min(count, endedAt); segment++) named.set(segment);
        endNowhere();
    }

    private void endNowhere() {
        end = Integer.MAX_VALUE;
        endedAt = Integer.MAX_VALUE;
    }

    /// See [SegmentTable#nameNext].
    Optional<List<Named>> nameNext(int most, int count, IntPredicate isFree) {
        var next = new ArrayList<>(sinceCapture);
        if (next.size() > most) return Optional.empty();
        int last = Math.min(count, end);
        for (int segment = 0; segment < last; segment++) {
            if (!isFree.test(segment) || !mayOpen(segment)) continue;
            boolean fits = next.size() < most;
            if (fits) next.add(new Named(segment, openings.generation(segment)));
            named.set(segment, fits);
        }
        choose(next, most, last, isFree);
        restricted = true;
        return Optional.of(next);
    }

    private void choose(List<Named> next, int most, int last, IntPredicate isFree) {
        var added = new ArrayList<Integer>();
        for (int segment = 0; restricted && segment < last && next.size() < most; segment++) {
            if (!isFree.test(segment) || named.get(segment) || !vacant.get(segment)) continue;
            next.add(new Named(segment, openings.generation(segment)));
            added.add(segment);
        }
        chosen = added;
    }

    /// The checkpoint is complete: what it names may be opened.
    void completed() {
        for (int segment : chosen) named.set(segment);
        forget();
    }

    /// There will be no such checkpoint.
    void givenUp(boolean isFirst) {
        if (isFirst) restricted = false;
        forget();
    }

    private void forget() {
        endNowhere();
        sinceCapture = null;
        chosen = List.of();
    }

    void grow(int count, int newCount) {
        named.set(count, newCount);
    }

    void cut(int newCount) {
        named.clear(newCount, Math.max(newCount, named.length()));
        endNowhere();
    }
}
