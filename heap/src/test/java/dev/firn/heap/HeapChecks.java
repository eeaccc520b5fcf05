package dev.firn.heap;

import dev.firn.faultinjection.schedule.ConcurrentScenario;
import dev.firn.faultinjection.schedule.ScheduleExplorer;
import dev.firn.heap.ScheduledStore.Transaction;
import dev.firn.heap.ScheduledUse.Use;
import dev.firn.log.LogOptions;
import dev.firn.log.OutcomeUnknownException;
import dev.firn.pmem.Granularity;
import dev.firn.recovery.Recovery;
import dev.firn.recovery.RecoveryOptions;
import dev.firn.recovery.ScanMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Checks of what the heap promises, each complete in itself, so that they can be run against a broken heap, too.
public final class HeapChecks {
    private static final RecoveryOptions BY_DIGESTS = RecoveryOptions.defaults().withMode(ScanMode.DIGESTS);

    private HeapChecks() {}

    /// By name.
    public static Map<String, Runnable> all() {
        var all = new LinkedHashMap<String, Runnable>();
        all.put("alone", () -> explore(increments(Granularity.CACHE_LINE)));
        all.put("groups", () -> explore(increments(Granularity.PAGE)));
        all.put("reader of a group", () -> explore(readerOfAGroup()));
        all.put("large values", () -> explore(largeValues()));
        all.put("snapshot", () -> snapshot(Granularity.CACHE_LINE));
        all.put("snapshot of groups", () -> snapshot(Granularity.PAGE));
        all.put("catalogue", () -> explore(catalogue()));
        all.put("new collection in a transaction", () -> explore(newCollectionInATransaction()));
        all.put("collections after a reopening", HeapChecks::collectionsAfterAReopening);
        all.put("references", () -> explore(references()));
        all.put("failed sync", HeapChecks::failedSync);
        all.put("digests", HeapChecks::digests);
        UpkeepChecks.putAll(all);
        IdChecks.putAll(all);
        RoomChecks.putAll(all);
        return all;
    }

    private static void explore(ConcurrentScenario<?> scenario) {
        ScheduleExplorer.explore(scenario);
    }

    private static ConcurrentScenario<?> increments(Granularity granularity) {
        return new ScheduledStore(
                granularity,
                List.of(
                        List.of(new Transaction.Increment("a"), new Transaction.Get("a")),
                        List.of(new Transaction.Increment("a"))));
    }

    /// The second one looks at what the first has written, and then reads it as everybody does.
    private static ConcurrentScenario<?> readerOfAGroup() {
        return new ScheduledStore(
                Granularity.PAGE,
                List.of(
                        List.of(new Transaction.Increment("a")),
                        List.of(new Transaction.Look("a"), new Transaction.Get("a"))));
    }

    /// A map's size is counted once and then kept in memory, so two handles of one map must share it.
    private static ConcurrentScenario<?> catalogue() {
        return new ScheduledUse(
                Granularity.CACHE_LINE,
                List.of(List.of(new Use.Size(), new Use.Put("a")), List.of(new Use.Size(), new Use.Size())));
    }

    private static ConcurrentScenario<?> newCollectionInATransaction() {
        return new ScheduledUse(
                Granularity.PAGE, List.of(List.of(new Use.PutInside("a")), List.of(new Use.Size(), new Use.Put("b"))));
    }

    private static ConcurrentScenario<?> references() {
        return new ScheduledUse(
                Granularity.CACHE_LINE, List.of(List.of(new Use.Count(), new Use.Count()), List.of(new Use.Count())));
    }

    /// The second one replaces the value that the first has just written, parts and all.
    private static ConcurrentScenario<?> largeValues() {
        return new ScheduledUse(
                Granularity.PAGE,
                List.of(List.of(new Use.Write(6000)), List.of(new Use.Length(), new Use.Write(5000))));
    }

    private static void snapshot(Granularity granularity) {
        var region = new ScheduledStore.Grained(Stores.memory(64 << 10), granularity);
        try (var store = Store.open(region, Stores.SMALL)) {
            var map = store.map("m", Codec.string(), Codec.string());
            map.put("key", "old");
            store.read(() -> {
                CompletableFuture.runAsync(() -> map.put("key", "new")).join();
                require(map.get("key").equals("old"), "a snapshot that changes: " + map.get("key"));
            });
            require(map.get("key").equals("new"), "an acknowledged change is not seen");
        }
    }

    /// Nobody has stored anything in the first one.
    private static void collectionsAfterAReopening() {
        var region = Stores.memory(64 << 10);
        try (var store = Store.open(region, Stores.SMALL)) {
            store.map("first", Codec.string(), Codec.string());
        }
        try (var store = Store.open(region, Stores.SMALL)) {
            store.map("second", Codec.string(), Codec.string()).put("key", "of the second");
            var found = store.map("first", Codec.string(), Codec.string());
            require(found.get("key") == null, "two collections in one place");
        }
    }

    private static void failedSync() {
        var failing = new FailingRegion(Stores.memory(64 << 10));
        var store = Store.open(failing, Stores.SMALL);
        var map = store.map("m", Codec.string(), Codec.string());
        map.put("key", "old");
        failing.failDrains = true;
        try {
            map.put("key", "new");
            throw new AssertionError("a failed sync is no failure");
        } catch (OutcomeUnknownException expected) {
            failing.failDrains = false;
        }
        try {
            throw new AssertionError("serves after a failed sync: " + map.get("key"));
        } catch (StoreFailedException expected) {
            return;
        }
    }

    private static void digests() {
        var region = Stores.memory(64 << 10);
        var map = Store.open(region, Stores.SMALL).map("m", Codec.int32(), Codec.string());
        for (int key = 0; key < 8; key++) map.put(key, "x".repeat(1500));
        var found = Recovery.openReadOnly(region, LogOptions.defaults(), BY_DIGESTS);
        require(found.report().digests() > 0, "full segments without a digest");
    }

    private static void require(boolean condition, String message) {
        if (!condition) throw new AssertionError(message);
    }
}
