package dev.firn.heap.ledger;

import dev.firn.heap.Codec;
import dev.firn.heap.DurableSortedMap;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.heap.ledger.Operation.Pmdk;
import java.util.List;
import java.util.function.Consumer;

/// What the store offers. Segments of 64 KiB, a map of 100 entries with keys of 8 bytes and values of 100.
final class StoreOperations {
    private static final int ENTRIES = 100;
    private static final int MANY = 200;
    private static final int ENTRY = 108;
    private static final String VALUE = "v".repeat(100);
    private static final StoreOptions OPTIONS = StoreOptions.defaults().withSegmentBytes(LogOperations.SEGMENT_BYTES);
    private static final Pmdk NEW = new Pmdk("tx_begin_end + tx_alloc + tx_add", "7", "6", "6");
    private static final Pmdk CHANGE = new Pmdk("tx_begin_end + tx_add", "3", "5", "3");
    private static final Pmdk FREE = new Pmdk("tx_begin_end + tx_add + tx_free", "4", "6", "4");
    private static final Pmdk EMPTY = new Pmdk("tx_begin_end", "0", "2", "0");

    private StoreOperations() {}

    static List<Operation> all() {
        return List.of(
                Operation.of(
                        "store: create",
                        0,
                        new Pmdk("pool_create", "49282", "14", "14"),
                        "the log is formatted and opened; a file gets its name only then, which is not counted",
                        region -> () -> Store.open(region, OPTIONS)),
                Operation.of(
                        "store: create a first collection",
                        0,
                        new Pmdk("root_alloc", "9", "5", "7"),
                        "an entry in the catalogue; the first append of a store opens its first segment",
                        region -> {
                            var store = Store.open(region, OPTIONS);
                            return () -> map(store);
                        }),
                Operation.of(
                        "store: create a further collection",
                        0,
                        new Pmdk("root_alloc", "9", "5", "7"),
                        "one change to one page of the catalogue; a map without entries has no page",
                        region -> {
                            var store = filled(region);
                            return () -> store.map("further", Codec.int64(), Codec.string());
                        }),
                with("store: put a new entry", ENTRY, NEW, "one change to one page", map -> map.put(7_000L, VALUE)),
                many(
                        "store: put new entries, mean of 200",
                        ENTRY,
                        NEW,
                        "pages that are written anew or divided, and segments that are opened, are in the mean",
                        (map, i) -> map.put(10_000L + i, VALUE)),
                with("store: put over an entry", ENTRY, CHANGE, "one change to one page", map -> map.put(50L, VALUE)),
                many(
                        "store: put over entries, mean of 200",
                        ENTRY,
                        CHANGE,
                        "there is no page cache yet, so a page is written anew about every sixteenth change",
                        (map, i) -> map.put((long) (i * 37 % ENTRIES), VALUE)),
                Operation.of(
                        "store: 100 puts of new entries in one transaction",
                        100 * ENTRY,
                        Pmdk.NONE,
                        "one frame and one drain; the last page is divided, and its old entries are written again",
                        region -> {
                            var store = filled(region);
                            var map = map(store);
                            return () ->
                                    store.transact(() -> {
                                        for (long i = 0; i < 100; i++) map.put(20_000 + i, VALUE);
                                    });
                        }),
                with("store: remove an entry", 8, FREE, "a change that names the key", map -> map.remove(50L)),
                with("store: get", 0, Pmdk.NONE, "reads store and wait for nothing", map -> map.get(50L)),
                with(
                        "store: scan 100 entries",
                        0,
                        Pmdk.NONE,
                        "reads store and wait for nothing",
                        map -> {
                            int[] seen = new int[1];
                            map.forEach((_, _) -> seen[0]++);
                            LogOperations.require(seen[0] == ENTRIES, "saw " + seen[0]);
                        }),
                Operation.of(
                        "store: a transaction that is rolled back",
                        0,
                        new Pmdk("tx_begin_end", "0", "2", "0"),
                        "nothing of a transaction is in the log before it commits",
                        region -> {
                            var store = filled(region);
                            var map = map(store);
                            return () -> {
                                var tx = store.begin();
                                map.put(50L, VALUE);
                                tx.rollback();
                            };
                        }),
                Operation.of(
                        "store: an empty transaction",
                        0,
                        EMPTY,
                        "there is nothing to commit",
                        region -> {
                            var store = filled(region);
                            return () -> store.transact(() -> {});
                        }),
                Operation.of(
                        "store: set a reference again",
                        100,
                        CHANGE,
                        "one frame, as for a map of one entry with a key of one byte",
                        region -> {
                            var ref = filled(region).ref("ref", Codec.string());
                            ref.set(VALUE);
                            return () -> ref.set(VALUE);
                        }),
                with(
                        "store: put a value of 10,240 bytes",
                        8 + 10_240,
                        new Pmdk("tx_begin_end + tx_add_large, 10 KiB, the first", "178", "16", "21"),
                        "an object of its own, in the frame of the change",
                        map -> map.put(50L, "x".repeat(10_240))),
                with(
                        "store: put a value of 200,000 bytes",
                        8 + 200_000,
                        Pmdk.NONE,
                        "four parts, each durable before the next is begun, and a segment opened for each: none fits"
                                + " into the open one",
                        map -> map.put(50L, "x".repeat(200_000))),
                Operation.of(
                        "store: close",
                        0,
                        Pmdk.NONE,
                        "a superblock with the ends of all heads",
                        region -> {
                            var store = filled(region);
                            return store::close;
                        }),
                Operation.of(
                        "store: open after a close",
                        0,
                        Pmdk.NONE,
                        "a superblock for the new life, then a life frame; no page is loaded",
                        region -> {
                            filled(region).close();
                            return () -> Store.open(region, OPTIONS);
                        }),
                Operation.of(
                        "store: open after a crash",
                        0,
                        Pmdk.NONE,
                        "and what nothing says was durable is written again: the last frame",
                        region -> {
                            map(filled(region)).put(50L, VALUE);
                            return () -> Store.open(region, OPTIONS);
                        }));
    }

    private interface Nth {
        void change(DurableSortedMap<Long, String> map, int number);
    }

    private static Operation with(
            String name, long userBytes, Pmdk pmdk, String why, Consumer<DurableSortedMap<Long, String>> work) {
        return Operation.of(
                name,
                userBytes,
                pmdk,
                why,
                region -> {
                    var map = map(filled(region));
                    return () -> work.accept(map);
                });
    }

    private static Operation many(String name, long userBytes, Pmdk pmdk, String why, Nth work) {
        return new Operation(
                name,
                MANY,
                userBytes,
                pmdk,
                why,
                region -> {
                    var map = map(filled(region));
                    return () -> {
                        for (int i = 0; i < MANY; i++) work.change(map, i);
                    };
                });
    }

    private static DurableSortedMap<Long, String> map(Store store) {
        return store.sortedMap("map", Codec.int64(), Codec.string());
    }

    private static Store filled(LedgerRegion region) {
        var store = Store.open(region, OPTIONS);
        var map = map(store);
        store.transact(() -> {
            for (long key = 0; key < ENTRIES; key++) map.put(key, VALUE);
        });
        return store;
    }
}
