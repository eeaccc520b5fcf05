package dev.firn.heap.check;

import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A small store with one of everything: leaves and inner pages, changes, values of every size, a reference.
final class Sample {
    static final int SEGMENT = 4 << 10;
    static final StoreOptions OPTIONS = StoreOptions.defaults().withSegmentBytes(SEGMENT);
    private static final int BYTES = 2 << 20;
    private static final Map<Integer, byte[]> CLEANED = new ConcurrentHashMap<>();
    private static final Map<Integer, byte[]> MOVED = new ConcurrentHashMap<>();

    private Sample() {}

    static Region region(byte[] bytes) {
        return Regions.ofMemory(MemorySegment.ofArray(bytes));
    }

    /// Closed in order.
    static byte[] closed() {
        var bytes = new byte[BYTES];
        try (Store store = Store.open(region(bytes), OPTIONS)) {
            fill(store);
        }
        try (Store store = Store.open(region(bytes), OPTIONS)) {
            store.sortedMap("words", Codec.string(), Codec.string()).put("word-503", "in the second life");
        }
        return bytes;
    }

    /// As a kill leaves it.
    static byte[] killed() {
        var bytes = new byte[BYTES];
        Store store = Store.open(region(bytes), OPTIONS);
        fill(store);
        return bytes;
    }

    /// So full that its segments were emptied and used again many times; killed.
    static byte[] cleaned(int seed) {
        return CLEANED.computeIfAbsent(seed, Sample::makeCleaned).clone();
    }

    private static byte[] makeCleaned(int seed) {
        var bytes = new byte[8192 + 192 * SEGMENT];
        Store store = Store.open(region(bytes), OPTIONS.withMaxBytes(bytes.length));
        var random = new Random(seed);
        var map = store.sortedMap("words", Codec.int64(), Codec.string());
        for (int i = 0; i < 4000; i++) {
            long key = (long) (1200 * random.nextDouble() * random.nextDouble());
            if (random.nextInt(8) == 0) map.remove(key);
            else map.put(key, "v".repeat(random.nextInt(random.nextInt(20) == 0 ? 6000 : 300)));
        }
        return bytes;
    }

    /// So small that its segments were emptied and used again, with small values; closed in order.
    static byte[] moved() {
        return MOVED.computeIfAbsent(0, _ -> makeMoved()).clone();
    }

    private static byte[] makeMoved() {
        var bytes = new byte[8192 + 64 * SEGMENT];
        var random = new Random(7);
        try (Store store = Store.open(region(bytes), OPTIONS.withMaxBytes(bytes.length))) {
            var map = store.sortedMap("words", Codec.int64(), Codec.string());
            for (int i = 0; i < 3000; i++) {
                long key = (long) (200 * random.nextDouble() * random.nextDouble());
                if (random.nextInt(8) == 0) map.remove(key);
                else map.put(key, "v".repeat(random.nextInt(400)));
            }
        }
        return bytes;
    }

    static void fill(Store store) {
        var words = store.sortedMap("words", Codec.string(), Codec.string());
        for (int i = 0; i < 300; i++) words.put("word-" + i * 7919 % 1000, "value of " + i);
        for (int i = 0; i < 40; i++) words.remove("word-" + i * 7919 % 1000);
        words.put("word-500", "changed");
        words.put("word-501", "changed, too");
        var texts = store.map("texts", Codec.int64(), Codec.string());
        texts.put(1L, "x".repeat(700));
        texts.put(2L, "y".repeat(9000));
        texts.put(3L, "short");
        texts.put(4L, "z".repeat(1500));
        var bulk = store.sortedMap("bulk", Codec.string(), Codec.string());
        store.transact(() -> {
            for (int i = 0; i < 100; i++) bulk.put("bulk-" + (100 + i), "value of " + i);
        });
        store.ref("who", Codec.string()).set("me");
        store.map("empty", Codec.int32(), Codec.int32());
        store.transact(() -> {
            words.put("word-502", "last");
            texts.put(3L, "still short");
        });
        words.put("word-500", "changed again");
    }

    /// What is in the store, opened for reading.
    static Map<String, Map<Object, Object>> contents(Store store) {
        var all = new TreeMap<String, Map<Object, Object>>();
        all.put("words", new HashMap<>(store.sortedMap("words", Codec.string(), Codec.string())));
        all.put("texts", new HashMap<>(store.map("texts", Codec.int64(), Codec.string())));
        all.put("who", Map.of("it", store.ref("who", Codec.string()).get()));
        return all;
    }

    static CheckReport check(byte[] bytes) {
        return StoreCheck.run(region(bytes), CheckOptions.defaults().withThreads(1), CheckListener.NONE);
    }
}
