package dev.firn.bench;

import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import dev.firn.recovery.Recovered;
import dev.firn.recovery.Recovery;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// Recovery by a full scan: a million records of 100 bytes, each committed alone, after a kill.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReopenBench {
    private static final int RECORDS = 1_000_000;

    private Path folder;
    private Region region;

    @Setup(Level.Trial)
    public void fill() {
        folder = Places.memory();
        region = Regions.create(folder.resolve("log"), 256 << 20, RegionOptions.defaults().withBackend("emulated"));
        Log.format(region, LogOptions.defaults());
        var log = Recovery.open(region, LogOptions.defaults()).log();
        var content = MemorySegment.ofArray(new byte[100]);
        var batch = log.newBatch();
        for (int i = 0; i < RECORDS; i++) {
            batch.clear();
            batch.put(log.newObject(), content, 0, content.byteSize());
            log.append(batch);
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        region.close();
        Places.delete(folder);
    }

    @Benchmark
    public Recovered millionRecords() {
        var recovered = Recovery.openReadOnly(region, LogOptions.defaults());
        if (recovered.report().records() != RECORDS) throw new IllegalStateException(recovered.report().toString());
        return recovered;
    }
}
