package dev.firn.bench;

import dev.firn.log.DigestWriter;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.log.SegmentTable.Use;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import dev.firn.recovery.Recovered;
import dev.firn.recovery.Recovery;
import dev.firn.recovery.RecoveryOptions;
import dev.firn.recovery.ScanMode;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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

/// The mapping built anew from all segments, without a checkpoint: milliseconds for a full store of 1 GiB, or of as
/// many as `firn.bench.gib` says. By every frame's checksum, and by digests where there are some.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RebuildBench {
    /// A few segments stay free.
    private static final int SPARE = 4;

    @Param({"1024", "256", "100"})
    public int bytes;

    @Param({"VERIFIED", "DIGESTS"})
    public ScanMode mode;

    /// Whether objects are written once, in order, or again and again, at random.
    @Param({"load", "overwrite"})
    public String traffic;

    private Path folder;
    private Region region;
    private Log log;

    /// How much of the medium is read.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Read {
        public long mibRead;
        public long digests;
    }

    @Setup(Level.Trial)
    public void fill() {
        folder = Places.memory();
        long size = Long.getLong("firn.bench.gib", 1) << 30;
        region = Regions.create(folder.resolve("log"), size, RegionOptions.defaults().withBackend("emulated"));
        Log.format(region, LogOptions.defaults());
        log = Recovery.open(region, LogOptions.defaults()).log();
        var content = MemorySegment.ofArray(new byte[bytes]);
        var batch = log.newBatch();
        var writer = new DigestWriter(log);
        var objects = new SplittableRandom(1);
        int digested = 0;
        while (log.segments().count(Use.FREE) > SPARE) {
            batch.clear();
            boolean load = traffic.equals("load");
            batch.put(load ? log.newObject() : 1 + objects.nextLong(size / bytes), content, 0, bytes);
            log.append(batch);
            for (; log.segments().use(digested) == Use.SEALED; digested++) writer.write(digested);
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        log.close();
        region.close();
        Places.delete(folder);
    }

    @Benchmark
    public Recovered rebuild(Read read) {
        var how = RecoveryOptions.defaults().withMode(mode);
        var recovered = Recovery.openReadOnly(region, LogOptions.defaults(), how);
        read.mibRead = recovered.report().bytesRead() >> 20;
        read.digests = recovered.report().digests();
        return recovered;
    }
}
