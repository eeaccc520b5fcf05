package dev.firn.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/// Spreads kills over a run, at random but repeatably.
final class KillPlan {
    private static final double AT_START = 0.2;

    private final Deque<Kill> kills = new ArrayDeque<>();

    /// @param kills how many
    /// @param documents how many there are to be counted
    KillPlan(int kills, long documents, RandomGenerator random) {
        long[] numbers = random.longs(kills, 0, Math.max(1, documents)).sorted().toArray();
        for (int i = 0; i < kills; i++) {
            boolean atStart = i > 0 && random.nextDouble() < AT_START;
            this.kills.add(
                    atStart
                            ? new Kill.AtStart(0.5 + 0.7 * random.nextDouble())
                            : new Kill.AtWork(numbers[i], random.nextDouble()));
        }
    }

    /// The next child's fate.
    Kill next() {
        return kills.isEmpty() ? new Kill.Never() : kills.removeFirst();
    }
}
