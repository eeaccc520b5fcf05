package dev.firn.faultinjection.kill;

import dev.firn.faultinjection.kill.KillMoment.Closing;
import dev.firn.faultinjection.kill.KillMoment.Opening;
import dev.firn.faultinjection.kill.KillMoment.Working;
import java.util.random.RandomGenerator;

/// Draws moments: some of every kind, at random but repeatably. For one thread.
final class KillPlan {
    private static final double OPENING = 0.2;
    private static final double CLOSING = 0.1;

    /// A little longer than usual, or the last instructions would never be hit.
    private static final double LONGEST = 1.3;

    private final RandomGenerator random;
    private final int most;

    /// @param most the most acknowledgements that a process lives for
    KillPlan(RandomGenerator random, int most) {
        this.random = random;
        this.most = most;
    }

    KillMoment next() {
        double kind = random.nextDouble();
        double share = LONGEST * random.nextDouble();
        if (kind < OPENING) return new Opening(share);
        int count = random.nextInt(most + 1);
        return kind < OPENING + CLOSING ? new Closing(count, share) : new Working(count, 2 * share);
    }
}
