package dev.firn.heap;

import dev.firn.log.Entry;
import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.Region;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/// Checks of what a store does beside commits, and of who may read meanwhile: each complete in itself, for
/// [HeapChecks].
final class UpkeepChecks {
    private static final int SEGMENTS = 64;
    private static final int BYTES = 2 * 4096 + SEGMENTS * 4096;
    private static final int FEW = 2 * 4096 + 16 * 4096;
    private static final int KEYS = 60;
    private static final long PATIENCE_NANOS = 50_000_000;
    private static final CheckpointOptions OFTEN = CheckpointOptions.defaults().withTailRecords(7).withNamed(4, 40);

    private UpkeepChecks() {}

    static void putAll(Map<String, Runnable> all) {
        all.put("reader beside the cleaner", UpkeepChecks::readerBesideTheCleaner);
        all.put("reader without a snapshot", () -> readerWithoutASnapshot(BYTES, 500, 9));
        all.put("reader of what was trimmed", () -> readerWithoutASnapshot(16 << 20, 5000, 3));
        all.put("long snapshot", UpkeepChecks::longSnapshot);
        all.put("steps alone", UpkeepChecks::stepsAlone);
        all.put("steps of a group", UpkeepChecks::stepsOfAGroup);
        all.put("refused beside a step", UpkeepChecks::refusedBesideAStep);
        all.put("capture beside a commit", UpkeepChecks::captureBesideACommit);
    }

    private static Store small(Region region) {
        return Store.open(region, Stores.SMALL.withMaxBytes(BYTES));
    }

    private static DurableSortedMap<Integer, String> map(Store store) {
        return store.sortedMap("m", Codec.int32(), Codec.string());
    }

    private static String value(int key, int round) {
        return key + ":" + round + "v".repeat(250 + key);
    }

    private static void churn(Map<Integer, String> map, int puts, int round) {
        for (int i = 0; i < puts; i++) map.put(i * 7 % KEYS * 10, value(i * 7 % KEYS * 10, round + i));
    }

    /// He began before segments were emptied, and goes on when they could long be used again. The store may end him,
    /// but not show him anything else.
    private static void readerBesideTheCleaner() {
        var store = small(Stores.memory(BYTES));
        var map = map(store);
        churn(map, 5 * KEYS, 0);
        var expected = new TreeMap<>(map);
        var reader = map.entrySet().iterator();
        var seen = new TreeMap<Integer, String>();
        take(reader.next(), seen);
        long before = store.engine.log.segments().reuses();
        for (int i = 0; i < 100 && store.engine.log.segments().reuses() < before + SEGMENTS; i++) churn(map, KEYS, i);
        require(store.engine.log.segments().reuses() > before, "no segment was used again");
        try {
            while (reader.hasNext()) take(reader.next(), seen);
        } catch (SnapshotTooOldException tooOld) {
            return;
        }
        require(seen.equals(expected), "a reader saw what came later: " + seen.keySet());
    }

    private static void take(Map.Entry<Integer, String> entry, Map<Integer, String> seen) {
        seen.put(entry.getKey(), entry.getValue());
    }

    /// In the middle of his search others change all that there is, and new keys divide its pages.
    private static void readerWithoutASnapshot(int bytes, int puts, int reads) {
        var region = new BesideRegion(Stores.memory(bytes), Granularity.CACHE_LINE);
        var store = Store.open(region, Stores.SMALL.withMaxBytes(bytes));
        var map = map(store);
        churn(map, KEYS, 0);
        for (int read = 1; read <= reads; read++) {
            int key = read * 70 % (KEYS * 10);
            int number = read;
            region.beforeRead(
                    2 * read,
                    () ->
                            CompletableFuture.runAsync(
                                            () -> {
                                                for (int i = 0; i < 30; i++) map.put(10 * i + number, value(i, number));
                                                churn(map, puts, number);
                                                for (int i = 0; i < 30; i++) map.remove(10 * i + number);
                                            })
                                    .join());
            String found = map.get(key);
            require(found != null && found.startsWith(key + ":"), "key %d has the value %s".formatted(key, found));
        }
    }

    private static void longSnapshot() {
        var store = Store.open(Stores.memory(16 << 20), Stores.SMALL);
        var map = map(store);
        churn(map, KEYS, 0);
        store.read(() -> {
            var before = new TreeMap<>(map);
            CompletableFuture.runAsync(() -> churn(map, 6000, 1)).join();
            require(before.equals(map), "a snapshot that changes");
        });
    }

    /// Whatever the mapping shows is durable, at every drain.
    private static void requireDurable(Store store) {
        var log = store.engine.log;
        for (long object = 1; object < log.mapping().capacity(); object++) {
            long entry = log.mapping().raw(object);
            require(entry == Entry.NONE || log.isDurable(Entry.address(entry)), "it shows what is not durable");
        }
    }

    /// So little room that steps are taken without a commit.
    private static void stepsAlone() {
        var region = new BesideRegion(Stores.memory(BYTES), Granularity.CACHE_LINE);
        var store = small(region);
        var map = map(store);
        int keys = fill(store, map, store.engine.mostLive() * 9 / 10);
        region.beforeDrains(() -> requireDurable(store));
        writeOver(map, keys, 600);
        require(map.size() == keys, "keys were lost");
    }

    /// Somebody else commits while the step of a commit waits for its synchronisation.
    private static void stepsOfAGroup() {
        var region = new BesideRegion(Stores.memory(BYTES), Granularity.PAGE);
        var store = small(region);
        var map = map(store);
        int keys = fill(store, map, store.engine.mostLive() * 6 / 10);
        int[] owed = {0};
        region.beforeDrains(() -> owed[0] += mayCommit(store) && isOutstanding(store) ? 1 : 0);
        writeOver(map, keys, 600);
        require(owed[0] > 0, "nothing is owed for what a step has written");
        region.beforeDrains(() -> {
            besideACommit(store, () -> map.put(0, value(0, 0)));
            requireDurable(store);
        });
        writeOver(map, keys, 100);
    }

    private static void writeOver(Map<Integer, String> map, int keys, int puts) {
        for (int i = 0; i < puts; i++) map.put(i * 7 % keys, value(i * 7 % keys % KEYS, i));
    }

    private static int fill(Store store, Map<Integer, String> map, long live) {
        int key = 0;
        while (store.engine.log.live().sum() < live) map.put(key, value(key++ % KEYS, 0));
        return key;
    }

    /// Until the other one has his place in the log, or, where he needs what is to be drained, for some time.
    private static void besideACommit(Store store, Runnable commit) {
        if (mayCommit(store)) besideACommit(store, commit, PATIENCE_NANOS);
    }

    static void besideACommit(Store store, Runnable commit, long patience) {
        long stamp = store.engine.log.nextStamp();
        var done = CompletableFuture.runAsync(commit);
        // Otherwise this thread may wait for him for ever.
        done.whenComplete((_, failure) -> {
            if (failure != null) store.engine.log.abandon(failure);
        });
        long end = System.nanoTime() + patience;
        while (store.engine.log.nextStamp() == stamp && !done.isDone() && System.nanoTime() < end) Thread.onSpinWait();
    }

    /// Whether others can commit while this thread drains.
    static boolean mayCommit(Store store) {
        return !((ReentrantLock) part(store, "writer")).isHeldByCurrentThread();
    }

    private static boolean isOutstanding(Store store) {
        return ((Upkeep) part(store, "upkeep")).isOutstanding();
    }

    private static Object part(Store store, String name) {
        try {
            var part = Engine.class.getDeclaredField(name);
            part.setAccessible(true);
            return part.get(store.engine);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The medium refuses more room when a step has been written beside the commit that asks for it.
    private static void refusedBesideAStep() {
        for (int length = 200; length < 1600; length += 100) {
            var store = StoreOpener.open(Stores.memory(FEW), Stores.SMALL, OFTEN);
            var map = map(store);
            int refused = 0;
            for (int i = 0; refused < 20; i++) {
                try {
                    map.put(i % 97, "x".repeat(length));
                } catch (StoreFullException full) {
                    refused++;
                    require(!isOutstanding(store), "what was written beside a refused commit is still owed");
                }
            }
        }
    }

    /// A checkpoint begins beside a commit that is not installed; when the store is opened by it, that is there.
    private static void captureBesideACommit() {
        var memory = Stores.memory(BYTES);
        var region = new BesideRegion(memory, Granularity.PAGE);
        var store = StoreOpener.open(region, Stores.SMALL.withMaxBytes(BYTES), OFTEN);
        var map = map(store);
        int[] round = {0};
        region.beforeDrains(() -> besideACommit(store, () -> map.put(-1, value(1, round[0]++))));
        for (int i = 0; i < 120; i++) {
            map.put(i % 5, value(i % 5, i));
            if (i % 3 == 0) requireSame(memory, map);
        }
        require(store.engine.log.superblock().checkpoint().isThere(), "there was no checkpoint");
    }

    private static void requireSame(Region memory, Map<Integer, String> map) {
        var copy = Stores.memory((int) memory.size());
        var bytes = memory.view().slice(0, memory.size());
        copy.write(0, bytes, 0, memory.size());
        var found = map(Store.open(copy, Stores.SMALL.withReadOnly(true)));
        for (int key = 0; key < 5; key++) {
            String expected = map.get(key);
            require(Objects.equals(expected, found.get(key)), "another value of " + key);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) throw new AssertionError(message);
    }
}
