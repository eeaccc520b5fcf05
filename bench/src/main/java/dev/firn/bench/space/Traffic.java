package dev.firn.bench.space;

import java.util.SplittableRandom;

/// Draws the objects that users write: each by its own probability, in an order of ids that tells nothing.
///
/// Walker's alias method: one draw costs two random numbers whatever the distribution. The same seed gives the same traffic.
final class Traffic {
    /// What is written how often.
    enum Kind {
        /// The i-th most written object with the probability `1 / i^0.99`, as YCSB has it.
        ZIPF,
        /// 80 % of writes go to 20 % of objects.
        HOT_80_20,
        /// 90 % of writes go to 10 % of objects.
        HOT_90_10,
        /// 60 % of writes go to 40 % of objects.
        HOT_60_40,
        /// Half of all objects are never written again.
        HALF_STATIC,
        UNIFORM;

        private double weight(int rank, int objects) {
            return switch (this) {
                case ZIPF -> Math.pow(rank + 1.0, -0.99);
                case HOT_80_20 -> hot(rank, objects, 0.8, 0.2);
                case HOT_90_10 -> hot(rank, objects, 0.9, 0.1);
                case HOT_60_40 -> hot(rank, objects, 0.6, 0.4);
                case HALF_STATIC -> hot(rank, objects, 1, 0.5);
                case UNIFORM -> 1;
            };
        }

        private static double hot(int rank, int objects, double writes, double share) {
            return rank < objects * share ? writes / share : (1 - writes) / (1 - share);
        }
    }

    private final SplittableRandom random;
    private final double[] keep;
    private final int[] otherwise;

    Traffic(Kind kind, int objects, SplittableRandom random) {
        this.random = random;
        this.keep = scattered(kind, objects, random);
        this.otherwise = new int[objects];
        fillAliases();
    }

    int next() {
        int drawn = random.nextInt(keep.length);
        return random.nextDouble() < keep[drawn] ? drawn : otherwise[drawn];
    }

    /// The weights, with a mean of 1, in random order.
    private static double[] scattered(Kind kind, int objects, SplittableRandom random) {
        var weights = new double[objects];
        double sum = 0;
        for (int rank = 0; rank < objects; rank++) sum += weights[rank] = kind.weight(rank, objects);
        for (int i = objects - 1; i >= 0; i--) {
            int other = random.nextInt(i + 1);
            double taken = weights[other];
            weights[other] = weights[i];
            weights[i] = taken * objects / sum;
        }
        return weights;
    }

    private void fillAliases() {
        var light = new int[keep.length];
        var heavy = new int[keep.length];
        int lights = 0;
        int heavies = 0;
        for (int i = 0; i < keep.length; i++) {
            if (keep[i] < 1) light[lights++] = i;
            else heavy[heavies++] = i;
        }
        while (lights > 0 && heavies > 0) {
            int from = heavy[heavies - 1];
            int filled = light[--lights];
            otherwise[filled] = from;
            keep[from] -= 1 - keep[filled];
            if (keep[from] < 1) {
                heavies--;
                light[lights++] = from;
            }
        }
        while (heavies > 0) keep[heavy[--heavies]] = 1;
        while (lights > 0) keep[light[--lights]] = 1;
    }
}
