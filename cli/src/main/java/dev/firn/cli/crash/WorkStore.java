package dev.firn.cli.crash;

import dev.firn.heap.Codec;
import dev.firn.heap.DurableMap;
import dev.firn.heap.DurableSortedMap;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import java.util.Map;
import java.util.function.BiConsumer;

/// A store that a [Script] fills: a map and a sorted map of values, and how far each thread is. Safe for use by several
/// threads, each of which plays one thread of the script.
final class WorkStore implements AutoCloseable {
    private static final String TOTAL = "total";

    private final Store store;
    private final Script script;
    private final DurableMap<String, byte[]> even;
    private final DurableSortedMap<String, byte[]> odd;
    private final DurableSortedMap<String, Long> progress;

    /// @param store becomes this object's own
    WorkStore(Store store, Script script) {
        this.store = store;
        this.script = script;
        this.even = store.map("even", Codec.string(), Codec.bytes());
        this.odd = store.sortedMap("odd", Codec.string(), Codec.bytes());
        this.progress = store.sortedMap("progress", Codec.string(), Codec.int64());
    }

    /// Options under which segments are used up and the file grows soon.
    static StoreOptions options(String backend) {
        var small = StoreOptions.defaults().withSegmentBytes(64 << 10).withInitialBytes(1 << 20).withMaxBytes(1 << 30);
        return backend.equals(ANY_BACKEND) ? small : small.withBackend(backend);
    }

    static final String ANY_BACKEND = "any";

    /// Does a transaction of the script; durable on return.
    void apply(int thread, long number) {
        store.transact(() -> {
            for (Script.Step step : script.transaction(thread, number)) apply(step, number);
            if (Script.isShared(number)) progress.merge(TOTAL, 1L, Long::sum);
            progress.put(name(thread), number);
        });
    }

    private void apply(Script.Step step, long number) {
        switch (step) {
            case Script.Step.Put(String key, int bytes) -> map(key).put(key, script.value(key, number, bytes));
            case Script.Step.Remove(String key) -> map(key).remove(key);
        }
    }

    /// How many transactions of each thread are in it.
    long[] done(int threads) {
        long[] done = new long[threads];
        for (int thread = 0; thread < threads; thread++) done[thread] = progress.getOrDefault(name(thread), 0L);
        return done;
    }

    long total() {
        return progress.getOrDefault(TOTAL, 0L);
    }

    /// Goes through all values, as of one moment.
    void forEach(BiConsumer<String, byte[]> visitor) {
        store.read(() -> {
            even.forEach(visitor);
            odd.forEach(visitor);
        });
    }

    private Map<String, byte[]> map(String key) {
        return key.charAt(key.length() - 1) % 2 == 0 ? even : odd;
    }

    private static String name(int thread) {
        return "thread " + thread;
    }

    @Override
    public void close() {
        store.close();
    }
}
