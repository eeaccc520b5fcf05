package dev.firn.recovery;

import dev.firn.recovery.CleaningScenario.Act;
import dev.firn.recovery.LogScenario.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Puts, changes and deletions of a few objects, some of which are forgotten for long.
final class CleaningWorkload {
    private static final int LARGE = 7000;

    private final Random random;
    private final boolean withLarge;

    /// How many changes each object's version is made of; negative for one that cannot be changed.
    private final Map<Long, Integer> there = new HashMap<>();

    private CleaningWorkload(long seed, boolean withLarge) {
        this.random = new Random(seed);
        this.withLarge = withLarge;
    }

    /// Batches in one life.
    static List<Act> ofOneLife(long seed, int batches) {
        return new CleaningWorkload(seed, false).acts(batches, 0);
    }

    /// With records longer than a frame, batches longer than a segment, kills and openings.
    static List<Act> ofManyLives(long seed, int batches, int lives) {
        return new CleaningWorkload(seed, true).acts(batches, lives);
    }

    private List<Act> acts(int batches, int lives) {
        var acts = new ArrayList<Act>();
        for (int number = 0; number < batches; number++) {
            acts.add(new Act.Append(batch()));
            if (lives > 0 && random.nextInt(batches) < lives)
                acts.add(random.nextBoolean() ? new Act.Kill() : new Act.Reopen());
        }
        return acts;
    }

    private Op[] batch() {
        var ops = new ArrayList<Op>();
        var objects = new HashSet<Long>();
        for (int left = 1 + random.nextInt(withLarge ? 5 : 3); left > 0; left--) {
            long object = 1 + (long) (8 * random.nextDouble() * random.nextDouble());
            if (objects.add(object)) ops.add(op(object));
        }
        return ops.toArray(Op[]::new);
    }

    private Op op(long object) {
        int choice = random.nextInt(10);
        if (there.containsKey(object) && choice < 2) {
            there.remove(object);
            return new Op.Tombstone(object);
        }
        int changes = there.getOrDefault(object, -1);
        if (changes >= 0 && changes < 4 && choice < 6) {
            there.put(object, changes + 1);
            return new Op.Delta(object, "-" + random.nextInt(100));
        }
        boolean large = withLarge && object == 2 && choice == 9;
        there.put(object, large ? -1 : 0);
        int length = large ? LARGE : 100 + random.nextInt(1600);
        return new Op.Put(object, (char) ('a' + random.nextInt(26)) + "p".repeat(length));
    }
}
