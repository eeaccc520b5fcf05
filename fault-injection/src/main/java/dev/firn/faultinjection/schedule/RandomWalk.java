package dev.firn.faultinjection.schedule;

import java.util.SplittableRandom;

/// Any thread that is ready, each as likely.
final class RandomWalk implements Chooser {
    private final SplittableRandom random;

    RandomWalk(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public int choose(Decision decision) {
        return decision.nth(random.nextInt(decision.count()));
    }
}
