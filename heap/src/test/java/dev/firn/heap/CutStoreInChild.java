package dev.firn.heap;

import dev.firn.pmem.FirnException;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Cuts a store's file at each page, while it is open and before, and uses it in every way: in a process of its own,
/// since it may be killed. Prints what was not as it should be, and how often what happened.
final class CutStoreInChild {
    private static final int PAGE = 4096;
    private static final int WARM_UP = 400;

    private final Path folder;
    private final String backend;
    private final boolean hot;
    private final boolean writes;
    private final Map<String, Integer> tally = new TreeMap<>();

    private CutStoreInChild(Path folder, String backend, boolean hot, boolean writes) {
        this.folder = folder;
        this.backend = backend;
        this.hot = hot;
        this.writes = writes;
    }

    /// What may throw anything.
    private interface Action {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        var child =
                new CutStoreInChild(
                        Path.of(arguments[0]),
                        arguments[1],
                        arguments[2].equals("hot"),
                        arguments[3].equals("writes"));
        byte[] image = StoreCorruptionTest.written(GoldenStoreTest.Golden.PAGES);
        for (int pages = image.length / PAGE - 1; pages >= 0; pages--) child.cut(image, pages);
        System.out.println(child.tally);
        System.out.println("done");
    }

    private void cut(byte[] image, int pages) throws Exception {
        var file = Files.write(folder.resolve("cut " + pages), image);
        var store = Store.open(file, options());
        var reads = reads(store);
        if (hot) for (int i = 0; i < WARM_UP / 18; i++) for (var read : reads.values()) read.run();
        truncate(file, pages);
        for (int round = hot ? 20 : 1; round > 0; round--) {
            for (var read : reads.entrySet()) attempt(read.getKey(), read.getValue());
        }
        if (writes) for (var write : writes(store).entrySet()) attempt(write.getKey(), write.getValue());
        if (writes) attempt("close", store::close);
        else store.region().close();
        Files.write(file, image);
        truncate(file, pages);
        attempt("open of what was cut", () -> Store.open(file, options()).close());
        Files.write(file, image);
        attempt("recovery of what is cut", () -> recover(file, pages));
        Files.delete(file);
    }

    private void recover(Path file, int pages) throws IOException {
        try (var region = Regions.open(file, RegionOptions.defaults().withBackend(backend))) {
            truncate(file, pages);
            Store.open(region, GoldenStoreTest.OPTIONS.withReadOnly(!writes));
        }
    }

    private StoreOptions options() {
        return GoldenStoreTest.OPTIONS.withBackend(backend).withReadOnly(false);
    }

    private static void truncate(Path file, int pages) throws IOException {
        try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.setLength((long) pages * PAGE);
        }
    }

    private static Map<String, Action> reads(Store store) {
        var map = GoldenStoreTest.map(store);
        var ref = store.ref("long", Codec.string());
        var reads = new LinkedHashMap<String, Action>();
        for (int i = 0; i < 60; i++) {
            String key = "key " + i;
            reads.put("get " + i, () -> map.get(key));
        }
        reads.put("containsKey", () -> map.containsKey("key 7"));
        reads.put("iteration", () -> new ArrayList<>(map.entrySet()));
        reads.put("downwards", () -> new ArrayList<>(map.descendingMap().values()));
        reads.put("range", () -> new ArrayList<>(map.subMap("key 2", "key 5").keySet()));
        reads.put("size", map::size);
        reads.put("snapshot", () -> store.read(() -> map.forEach((_, _) -> {})));
        reads.put("chunks", ref::get);
        reads.put("catalogue", store::collections);
        reads.put("metrics", store::metrics);
        return reads;
    }

    private static Map<String, Action> writes(Store store) {
        var map = GoldenStoreTest.map(store);
        var writes = new LinkedHashMap<String, Action>();
        writes.put("put", () -> map.put("new", 1L));
        writes.put("remove", () -> map.remove("key 1"));
        writes.put("transact", () -> store.transact(() -> map.put("key 2", map.get("key 2") + 1)));
        writes.put("clear", map::clear);
        writes.put("large", () -> store.ref("long", Codec.string()).set("x".repeat(9_000)));
        return writes;
    }

    private void attempt(String what, Action action) {
        String outcome;
        try {
            action.run();
            outcome = "fine";
        } catch (FirnException typed) {
            outcome = typed.getClass().getSimpleName();
        } catch (Throwable other) {
            outcome = "UNTYPED";
            System.out.println("UNTYPED: " + what + " answered with " + other);
            other.printStackTrace(System.out);
        }
        tally.merge(outcome, 1, Integer::sum);
    }
}
