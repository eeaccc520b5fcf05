package dev.firn.bench;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// What production pays for being testable: the same words, read through the seam at which a region can be replaced by
/// a simulated one, and read from the mapping itself.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SeamBench {
    private static final int WORDS = 1024;

    private Path folder;
    private Region region;
    private MemorySegment mapping;

    @Setup(Level.Trial)
    public void open() {
        folder = Places.of("nil");
        region = Regions.create(folder.resolve("region"), 1 << 20, RegionOptions.defaults().withBackend("nil"));
        mapping = region.view().slice(0, 1 << 20);
    }

    @TearDown(Level.Trial)
    public void close() {
        region.close();
        Places.delete(folder);
    }

    @Benchmark
    @OperationsPerInvocation(WORDS)
    public long throughTheSeam() {
        var view = region.view();
        long sum = 0;
        for (long word = 0; word < WORDS; word++) sum += view.getLong(word * Long.BYTES);
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(WORDS)
    public long fromTheMapping() {
        long sum = 0;
        for (long word = 0; word < WORDS; word++) sum += mapping.get(JAVA_LONG, word * Long.BYTES);
        return sum;
    }
}
