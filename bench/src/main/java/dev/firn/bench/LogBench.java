package dev.firn.bench;

import dev.firn.log.EntryLog;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import dev.firn.recovery.Recovery;
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

/// One durable append to a plain log that is trimmed as it goes, so that its segments are used again and again.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LogBench {
    private static final int TRIM_EVERY = 200_000;

    @Param({"emulated", "fdatasync"})
    public String backend;

    @Param({"100", "256", "1024"})
    public int bytes;

    private Path folder;
    private Region region;
    private Log log;
    private EntryLog entries;
    private MemorySegment entry;
    private long appended;

    @Setup(Level.Trial)
    public void open() {
        folder = Places.of(backend);
        region = Regions.create(folder.resolve("log"), 1L << 30, RegionOptions.defaults().withBackend(backend));
        Log.format(region, LogOptions.defaults());
        log = Recovery.open(region, LogOptions.defaults()).log();
        entries = new EntryLog(log);
        entry = Arena.ofAuto().allocate(bytes, 64);
    }

    @TearDown(Level.Trial)
    public void close() {
        log.close();
        region.close();
        Places.delete(folder);
    }

    @Benchmark
    public long append() {
        long address = entries.append(entry);
        if (++appended % TRIM_EVERY == 0) entries.trim(address);
        return address;
    }
}
