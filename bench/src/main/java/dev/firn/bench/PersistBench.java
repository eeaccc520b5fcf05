package dev.firn.bench;

import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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

/// One durable write, by back-end: `write` and `drain`, one after the other through a zero-filled file.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PersistBench {
    private static final long SIZE = 64 << 20;

    @Param({"emulated", "nil", "fdatasync", "msync", "channel"})
    public String backend;

    @Param({"64", "1024"})
    public int bytes;

    private Path folder;
    private Region region;
    private MemorySegment source;
    private long at;

    @Setup(Level.Trial)
    public void open() {
        folder = Places.of(backend);
        region = Regions.create(folder.resolve("region"), SIZE, RegionOptions.defaults().withBackend(backend));
        source = Arena.ofAuto().allocate(bytes, 64);
        source.fill((byte) 7);
    }

    @TearDown(Level.Trial)
    public void close() {
        region.close();
        Places.delete(folder);
    }

    @Benchmark
    public void writeAndDrain() {
        region.write(at, source, 0, bytes);
        region.drain();
        at = (at + bytes) % SIZE;
    }
}
