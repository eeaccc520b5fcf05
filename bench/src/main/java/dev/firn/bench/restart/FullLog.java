package dev.firn.bench.restart;

import dev.firn.log.DigestWriter;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import dev.firn.recovery.Recovery;
import dev.firn.recovery.RecoveryOptions;
import dev.firn.recovery.RecoveryReport;
import dev.firn.recovery.ScanMode;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.SplittableRandom;

/// A log of records, each committed alone, without a checkpoint: an opening builds the mapping anew.
record FullLog(Region region) implements AutoCloseable {
    /// Beside the records: heads, digests, and the segment that is being written.
    private static final double ROOM = 1.2;

    /// @param overwrites whether objects are written again and again, at random, or each once, in order
    static FullLog of(Path file, long records, int bytes, boolean overwrites) {
        long size = (long) (ROOM * records * (bytes + 64)) + (32 << 20);
        var region = Regions.create(file, size, RegionOptions.defaults().withBackend("emulated"));
        Log.format(region, LogOptions.defaults());
        var log = Recovery.open(region, LogOptions.defaults()).log();
        var content = MemorySegment.ofArray(new byte[bytes]);
        var batch = log.newBatch();
        var digests = new DigestWriter(log);
        var objects = new SplittableRandom(1);
        for (long i = 0; i < records; i++) {
            batch.clear();
            batch.put(overwrites ? 1 + objects.nextLong(records) : log.newObject(), content, 0, bytes);
            log.append(batch);
            digests.step(bytes * 64);
        }
        return new FullLog(region);
    }

    RecoveryReport open(ScanMode mode) {
        var how = RecoveryOptions.defaults().withMode(mode);
        return Recovery.openReadOnly(region, LogOptions.defaults(), how).report();
    }

    @Override
    public void close() {
        region.close();
    }
}
