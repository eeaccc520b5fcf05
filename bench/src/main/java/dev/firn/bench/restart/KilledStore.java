package dev.firn.bench.restart;

import dev.firn.heap.Codec;
import dev.firn.heap.DurableMap;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// Fills a store with records, goes on changing some of them, and waits to be killed.
final class KilledStore {
    static final int RECORD = 1024;

    /// About half of what is written between two checkpoints.
    private static final long CHANGED_BYTES = 32 << 20;

    private static final int A_TRANSACTION = 200;

    private KilledStore() {}

    /// In a JVM of its own: the file, and bytes of records. Prints a line when it is to be killed.
    public static void main(String[] args) throws Exception {
        long records = Long.parseLong(args[1]) / RECORD;
        var options = StoreOptions.defaults().withBackend("emulated").withMaxBytes(1L << 40);
        var store = Store.create(Path.of(args[0]), options);
        var map = store.map("map", Codec.int64(), Codec.bytes());
        var value = new byte[RECORD];
        for (long key = 0; key < records; key += A_TRANSACTION) fill(store, map, key, value);
        var keys = new SplittableRandom(1);
        for (long bytes = 0; bytes < CHANGED_BYTES; bytes += RECORD) map.put(keys.nextLong(records), value);
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }

    private static void fill(Store store, DurableMap<Long, byte[]> map, long from, byte[] value) {
        store.transact(() -> {
            for (long key = from; key < from + A_TRANSACTION; key++) map.put(key, value);
        });
    }

    /// Makes one in `file`, kills its process, and returns when that is gone.
    static void make(Path file, long bytes) throws Exception {
        var process = Child.start(KilledStore.class, file.toString(), Long.toString(bytes));
        String said = process.inputReader().readLine();
        process.destroyForcibly().waitFor();
        if (!"ready".equals(said)) throw new IllegalStateException("the writer said " + said);
    }
}
