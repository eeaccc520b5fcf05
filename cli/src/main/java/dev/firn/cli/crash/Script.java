package dev.firn.cli.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What each thread of a workload does in each of its transactions: a pure function of a seed, so that a judge knows it
/// as well as the process that was killed. Immutable.
record Script(long seed) {
    /// Keys of a thread.
    static final int KEYS = 40;

    /// Every so many transactions of a thread count into a total that all threads share.
    static final int SHARED = 4;

    /// A change of one key.
    sealed interface Step {
        String key();

        /// Puts a value of that many bytes.
        record Put(String key, int bytes) implements Step {}

        /// Takes the key away, if it is there.
        record Remove(String key) implements Step {}
    }

    /// A kind of transaction: one in how many it is, how many steps it has, how many of a hundred remove, and the
    /// length of its values.
    private enum Kind {
        SMALL(60, 4, 10, 200),
        REMOVING(20, 4, 70, 100),
        MEDIUM(12, 2, 0, 4_000),
        SWEEPING(6, 20, 80, 300),
        /// Larger than a segment.
        LARGE(2, 1, 0, 150_000);

        private final int percent;
        private final int steps;
        private final int removing;
        private final int bytes;

        Kind(int percent, int steps, int removing, int bytes) {
            this.percent = percent;
            this.steps = steps;
            this.removing = removing;
            this.bytes = bytes;
        }

        static Kind of(int percent) {
            int left = percent;
            for (Kind kind : values()) {
                left -= kind.percent;
                if (left < 0) return kind;
            }
            throw new IllegalArgumentException("not below 100: " + percent);
        }
    }

    /// What `thread` does in its transaction `number`, counted from 1.
    List<Step> transaction(int thread, long number) {
        var random = new SplittableRandom(mixed(seed, thread, number));
        Kind kind = Kind.of(random.nextInt(100));
        var steps = new ArrayList<Step>();
        for (int i = 1 + random.nextInt(kind.steps); i > 0; i--) {
            String key = thread + "/" + random.nextInt(KEYS);
            boolean removes = random.nextInt(100) < kind.removing;
            steps.add(removes ? new Step.Remove(key) : new Step.Put(key, random.nextInt(kind.bytes + 1)));
        }
        return steps;
    }

    /// The value that transaction `number` puts at `key`: no other one puts the same.
    byte[] value(String key, long number, int bytes) {
        byte[] value = new byte[bytes];
        new SplittableRandom(mixed(seed, key.hashCode(), number)).nextBytes(value);
        return value;
    }

    /// Whether transaction `number` counts into the total.
    static boolean isShared(long number) {
        return number % SHARED == 0;
    }

    private static long mixed(long a, long b, long c) {
        return (a * 0x9E3779B97F4A7C15L + b) * 0xBF58476D1CE4E5B9L + c;
    }
}
