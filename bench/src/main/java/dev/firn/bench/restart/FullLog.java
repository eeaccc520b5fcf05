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
import java.util.Locale;
import java.util.SplittableRandom;

/// A log of records, each committed alone, without a checkpoint: an opening builds the mapping anew.
record FullLog(Region region) implements AutoCloseable {
    /// Beside the records: heads, digests, and the segment that is being written.
    private static final double ROOM = 1.2;

    private static final RegionOptions OPTIONS = RegionOptions.defaults().withBackend("emulated");

    /// @param overwrites whether objects are written again and again, at random, or each once, in order
    static void make(Path file, long records, int bytes, boolean overwrites) {
        long size = (long) (ROOM * records * (bytes + 64)) + (32 << 20);
        try (var region = Regions.create(file, size, OPTIONS)) {
            fill(region, records, bytes, overwrites);
        }
    }

    private static void fill(Region region, long records, int bytes, boolean overwrites) {
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
    }

    /// One that was made before.
    static FullLog in(Path file) {
        return new FullLog(Regions.open(file, OPTIONS));
    }

    /// In a JVM of its own, of one file: prints milliseconds of one opening, with all that the medium's first mapping
    /// and the JVM's first steps cost.
    public static void main(String[] args) {
        long before = System.nanoTime();
        try (var log = in(Path.of(args[0]))) {
            log.open(ScanMode.valueOf(args[1]));
            System.out.printf(Locale.ROOT, "%.1f%n", (System.nanoTime() - before) / 1e6);
        }
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
