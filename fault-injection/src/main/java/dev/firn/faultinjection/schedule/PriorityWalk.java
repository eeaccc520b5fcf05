package dev.firn.faultinjection.schedule;

import java.util.SplittableRandom;

/// The ready thread of the highest priority; at some steps the one that has the turn falls below all others.
final class PriorityWalk implements Chooser {
    private final int[] priorities = new int[Worker.MOST];
    private final int[] changes;

    /// @param length steps that a run is expected to have
    PriorityWalk(long seed, int changeCount, int length) {
        var random = new SplittableRandom(seed);
        for (int thread = 0; thread < priorities.length; thread++) {
            int other = random.nextInt(thread + 1);
            priorities[thread] = priorities[other];
            priorities[other] = changeCount + thread;
        }
        changes = random.ints(changeCount, 0, Math.max(1, length)).toArray();
    }

    @Override
    public int choose(Decision decision) {
        for (int change = 0; change < changes.length; change++) {
            if (changes[change] == decision.step() && decision.last() >= 0) priorities[decision.last()] = change;
        }
        int best = -1;
        for (int thread = 0; thread < priorities.length; thread++) {
            boolean higher = best < 0 || priorities[thread] > priorities[best];
            if (decision.isReady(thread) && higher) best = thread;
        }
        return best;
    }
}
