package dev.firn.cli.crash;

import dev.firn.heap.Codec;
import dev.firn.heap.DurableMap;
import dev.firn.heap.DurableSortedMap;
import dev.firn.heap.Store;
import dev.firn.heap.StoreFullException;
import dev.firn.heap.StoreOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// A store of bounded size that is nearly full, and transactions on it: what number `n` does is a pure function of the
/// seed, so that whoever knows which were done knows what is in the store. Immutable.
///
/// @param keys how many keys there are; all together are as much as the store is to hold
record SoakScript(long seed, int keys) {
    /// So much of what the store takes is used.
    private static final double FILL = 0.95;

    private static final int LONGEST = 3_000;
    private static final int LARGE_KEYS = 8;
    private static final int LARGE_BYTES = 150_000;
    private static final String PROGRESS = "number";

    /// What a transaction does to a key: a value of so many bytes, or none when that is negative.
    record Change(int key, int bytes) {}

    /// The collections of an open store.
    record Collections(DurableMap<Integer, byte[]> values, DurableSortedMap<String, Long> progress) {
        static Collections of(Store store) {
            return new Collections(
                    store.map("values", Codec.int32(), Codec.bytes()),
                    store.sortedMap("progress", Codec.string(), Codec.int64()));
        }

        long number() {
            return progress.getOrDefault(PROGRESS, 0L);
        }
    }

    /// Segments of 64 KiB, so that they are used up soon.
    static StoreOptions options(String backend, long bytes) {
        var limited =
                StoreOptions.defaults()
                        .withSegmentBytes(64 << 10)
                        .withInitialBytes(Math.min(bytes, 4 << 20))
                        .withMaxBytes(bytes);
        return backend.equals(WorkStore.ANY_BACKEND) ? limited : limited.withBackend(backend);
    }

    /// Fills a new store with about `most` bytes of values, or until it takes no more; then [#FILL] of it is left. An
    /// interrupt ends it early.
    static SoakScript fill(Store store, long seed, double most) {
        var all = Collections.of(store);
        var endless = new SoakScript(seed, Integer.MAX_VALUE);
        all.progress().put(PROGRESS, 0L);
        int key = 0;
        try {
            long bytes = 0;
            for (; bytes < most && !Thread.currentThread().isInterrupted(); key++) {
                all.values().put(key, endless.value(key, 0, endless.bytes(key)));
                bytes += endless.bytes(key);
            }
            return new SoakScript(seed, key);
        } catch (StoreFullException full) {
            int kept = (int) (FILL * key);
            while (--key >= kept) all.values().remove(key);
            return new SoakScript(seed, kept);
        }
    }

    /// What there is before the first transaction: by key the number of the transaction whose value it has.
    Map<Integer, Long> first() {
        var model = new java.util.HashMap<Integer, Long>();
        for (int key = 0; key < keys; key++) model.put(key, 0L);
        return model;
    }

    /// What transaction `number`, counted from 1, does.
    List<Change> transaction(long number) {
        var random = new SplittableRandom(mixed(seed, 77, number));
        var changes = new ArrayList<Change>();
        int kind = random.nextInt(100);
        int count = kind < 80 ? 1 + random.nextInt(4) : 1 + random.nextInt(24);
        for (int i = 0; i < count; i++) {
            double where = random.nextDouble();
            int key = (int) (keys * (kind < 50 ? where * where * where : where));
            boolean removes = kind >= 90 && kind < 97;
            changes.add(new Change(key, removes ? -1 : bytes(key)));
        }
        return changes;
    }

    void apply(Store store, Collections all, long number) {
        store.transact(() -> {
            for (var change : transaction(number)) {
                if (change.bytes() < 0) all.values().remove(change.key());
                else all.values().put(change.key(), value(change.key(), number, change.bytes()));
            }
            all.progress().put(PROGRESS, number);
        });
    }

    void apply(Map<Integer, Long> model, long number) {
        for (var change : transaction(number)) {
            if (change.bytes() < 0) model.remove(change.key());
            else model.put(change.key(), number);
        }
    }

    /// How many bytes a key's values have: some are longer than a segment.
    int bytes(int key) {
        if (key < LARGE_KEYS) return LARGE_BYTES;
        return 50 + new SplittableRandom(mixed(seed, key, 1)).nextInt(LONGEST);
    }

    byte[] value(int key, long number, int bytes) {
        byte[] value = new byte[bytes];
        new SplittableRandom(mixed(seed, key, number)).nextBytes(value);
        return value;
    }

    private static long mixed(long a, long b, long c) {
        return (a * 0x9E3779B97F4A7C15L + b) * 0xBF58476D1CE4E5B9L + c;
    }
}
