package dev.firn.heap;

import dev.firn.pmem.Granularity;
import java.util.Map;
import java.util.TreeMap;

/// Checks of ids that are used again: those of [ReusedIdsTest], and one with another writer in between.
final class IdChecks {
    private static final int BYTES = 24 << 20;
    private static final int SEGMENT = 1 << 20;

    /// The deletion of so many objects is more than is remembered: the rest is found by a sweep.
    private static final int DELETED = 2200;

    private static final int REMEMBERED = 1024;

    private IdChecks() {}

    static void putAll(Map<String, Runnable> all) {
        all.put("ids and readers", () -> new ReusedIdsTest().aSnapshotNeverSeesANewObjectForAnOldOne(7, 3));
        all.put("ids of failed transactions", IdChecks::idsOfFailedTransactions);
        all.put("ids of earlier lives", () -> new ReusedIdsTest().idsOfAnEarlierLifeAreUsedAgain());
        all.put("ids of a commit on its way", IdChecks::idsOfACommitOnItsWay);
    }

    /// Each was given an id and has not used it.
    private static void idsOfFailedTransactions() {
        var store = Store.open(Stores.memory(1 << 20), Stores.SMALL);
        var map = store.sortedMap("m", Codec.int32(), Codec.string());
        for (int i = 0; i < 1000; i++) {
            try {
                store.transact(() -> {
                    map.put(1, "v".repeat(300));
                    map.put(2, "v".repeat(1 << 20));
                });
                throw new AssertionError("a value longer than the store was taken");
            } catch (ValueTooLargeException tooLarge) {
                // as it must
            }
        }
        long next = store.engine.log.nextObject();
        if (next > 300) throw new AssertionError("the next id is " + next);
    }

    /// One writer has taken all ids that are remembered, and his commit is not installed. The next one looks for more.
    private static void idsOfACommitOnItsWay() {
        var region = new BesideRegion(Stores.memory(BYTES), Granularity.PAGE);
        var store = Store.open(region, StoreOptions.defaults().withSegmentBytes(SEGMENT).withMaxBytes(BYTES));
        var map = store.sortedMap("m", Codec.int32(), Codec.string());
        var model = new TreeMap<Integer, String>();
        store.transact(() -> put(map, 0, DELETED));
        // The first sweep, which new ids alone begin, finds nothing and is over.
        store.transact(() -> put(map, 30_000, 50));
        put(model, 30_000, 50);
        store.transact(() -> {
            for (int key = 0; key < DELETED; key++) map.remove(key);
        });
        map.put(-1, "after it");
        model.put(-1, "after it");
        boolean[] met = {false};
        region.beforeDrains(() -> {
            if (met[0] || !UpkeepChecks.mayCommit(store)) return;
            met[0] = true;
            Runnable other = () -> store.transact(() -> put(map, 20_000, DELETED));
            UpkeepChecks.besideACommit(store, other, Long.MAX_VALUE / 2);
        });
        store.transact(() -> put(map, 10_000, REMEMBERED));
        map.put(-2, "the end");
        put(model, 10_000, REMEMBERED);
        put(model, 20_000, DELETED);
        model.put(-2, "the end");
        if (!met[0]) throw new AssertionError("nobody was there");
        if (!new TreeMap<>(map).equals(model)) throw new AssertionError("one object for another");
    }

    private static void put(Map<Integer, String> map, int first, int count) {
        for (int key = first; key < first + count; key++) map.put(key, key + "v".repeat(280));
    }
}
