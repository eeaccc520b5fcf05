package dev.firn.bench;

import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Opening a store of sixteen segments of 4 KiB in memory: what a crash tester does millions of times.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SmallOpenBench {
    private static final StoreOptions OPTIONS = StoreOptions.defaults().withSegmentBytes(4096);

    private final byte[] image = new byte[8192 + 16 * 4096];
    private final byte[] bytes = new byte[image.length];

    @Setup(Level.Trial)
    public void fill() {
        var store = Store.open(Regions.ofMemory(MemorySegment.ofArray(image)), OPTIONS);
        var map = store.map("map", Codec.int64(), Codec.string());
        for (long key = 0; key < 20; key++) map.put(key, "value " + key);
    }

    @Benchmark
    public Store open() {
        System.arraycopy(image, 0, bytes, 0, image.length);
        return Store.open(Regions.ofMemory(MemorySegment.ofArray(bytes)), OPTIONS);
    }

    /// What of it is the copy of the image.
    @Benchmark
    public byte[] copy() {
        System.arraycopy(image, 0, bytes, 0, image.length);
        return bytes;
    }
}
