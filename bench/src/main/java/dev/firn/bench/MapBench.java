package dev.firn.bench;

import dev.firn.heap.Codec;
import dev.firn.heap.DurableMap;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Operations of a durable map of 100-byte values: each put is durable when it returns. Nothing is cleaned yet, so each
/// iteration has a store of its own, filled with what it overwrites.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MapBench {
    private static final int KEYS = 100_000;
    private static final long ROOM = 4L << 30;

    @Param({"emulated", "fdatasync"})
    public String backend;

    private final byte[] value = new byte[100];
    private Path folder;
    private Store store;
    private DurableMap<Long, byte[]> map;
    private long sequence;

    @Setup(Level.Iteration)
    public void open() {
        folder = Places.of(backend);
        long room = backend.equals("emulated") ? ROOM : ROOM / 16;
        var options = StoreOptions.defaults().withBackend(backend).withInitialBytes(room);
        store = Store.create(folder.resolve("store"), options);
        map = store.map("map", Codec.int64(), Codec.bytes());
        for (int from = 0; from < KEYS; from += 1000) fill(from, from + 1000);
    }

    private void fill(int from, int to) {
        store.transact(() -> {
            for (long key = from; key < to; key++) map.put(key, value);
        });
    }

    @TearDown(Level.Iteration)
    public void close() {
        store.close();
        Places.delete(folder);
    }

    /// Keys in an order that jumps about.
    private long nextKey() {
        return (sequence++ * 0x9e3779b97f4a7c15L >>> 1) % KEYS;
    }

    @Benchmark
    public byte[] put() {
        return map.put(nextKey(), value);
    }

    @Benchmark
    public void tenPuts() {
        store.transact(() -> {
            for (int i = 0; i < 10; i++) map.put(nextKey(), value);
        });
    }

    @Benchmark
    public byte[] get() {
        return map.get(nextKey());
    }

    @Benchmark
    public byte[] getOneHotKey() {
        return map.get(7L);
    }
}
