package dev.firn.log;

/// Decides which segment is emptied next, and what comes to lie beside what.
public interface CleaningPolicy {
    /// How many heads copies go to, at least 1.
    int classes();

    /// The head that a copy of the object goes to, from 0.
    int classOf(long object);

    /// The sealed segment to be emptied next, or -1 when none is worth it.
    int choose(SegmentTable segments, LiveBytes live);

    /// One head, and the segment with the fewest wanted bytes, when that is at most `most`.
    static CleaningPolicy greedy(int most) {
        return new Greedy(most);
    }

    /// See [#greedy].
    record Greedy(int most) implements CleaningPolicy {
        @Override
        public int classes() {
            return 1;
        }

        @Override
        public int classOf(long object) {
            return 0;
        }

        @Override
        public int choose(SegmentTable segments, LiveBytes live) {
            int best = -1;
            int least = most;
            for (int segment = 0; segment < segments.count(); segment++) {
                if (!segments.isCleanable(segment, live) || live.of(segment) > least) continue;
                best = segment;
                least = live.of(segment) - 1;
            }
            return best;
        }
    }
}
