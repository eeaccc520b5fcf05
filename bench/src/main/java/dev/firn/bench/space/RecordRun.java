package dev.firn.bench.space;

import dev.firn.bench.space.Amplification.Bytes;
import dev.firn.bench.space.Amplification.Fill;
import dev.firn.bench.space.Amplification.Plan;
import dev.firn.heap.RecordStore;
import dev.firn.log.Log;
import dev.firn.log.LogCounters;
import dev.firn.log.LogOptions;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.Regions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/// Fills a real log in memory with records of 1 KiB, writes them anew until it has settled, and goes on, counting.
final class RecordRun {
    /// About what a checkpoint needs for each object.
    private static final int PAIR_BYTES = 9;

    /// Written one by one records have a frame each, which takes room; so only so much is loaded that way.
    private static final double LOADED = 0.85;

    /// Then one write of so many is of a new object, until all are there.
    private static final int OF_NEW = 4;

    private static final int SAMPLES = 500;

    private final Plan plan;
    private final RecordStore store;
    private final Log log;
    private final double room;
    private final int objects;
    private final Traffic traffic;
    private final MemorySegment content = MemorySegment.ofArray(new byte[Amplification.CONTENT]);
    private int created;
    private double freeSum;

    private RecordRun(Plan plan, RecordStore store) {
        this.plan = plan;
        this.store = store;
        this.log = store.log();
        this.room = (double) log.segments().count() * (plan.segmentBytes() - SegmentLayout.FRAMES);
        this.objects = (int) (plan.fill() * room / (Amplification.FOOTPRINT + PAIR_BYTES));
        this.traffic = new Traffic(plan.kind(), objects, new SplittableRandom(1));
    }

    static Amplification of(Plan plan) {
        try (var arena = Arena.ofConfined()) {
            int segmentBytes = plan.segmentBytes();
            long bytes = SuperblockLayout.dataStart(segmentBytes) + (long) plan.segments() * segmentBytes;
            var region = Regions.ofMemory(arena.allocate(bytes, 4096));
            var options = LogOptions.defaults().withSegmentBytes(segmentBytes).withMaxBytes(region.size());
            try (var store = new RecordStore(region, options)) {
                return new RecordRun(plan, store).run();
            }
        }
    }

    private Amplification run() {
        while (created < Math.min(objects, LOADED * room / Amplification.FOOTPRINT)) create();
        write((long) (plan.warm() * objects), "warm");
        if (created < objects) throw new IllegalStateException("not all objects are there: warm up longer");
        var before = log.counters();
        long checkpoints = store.checkpoints();
        freeSum = 0;
        long puts = (long) (plan.measured() * objects);
        long start = System.nanoTime();
        write(puts, "measured");
        double seconds = (System.nanoTime() - start) / 1e9;
        var now = log.counters();
        long openings = now.openings() - before.openings();
        return new Amplification(
                fill(), bytes(puts, before, now), openings, store.checkpoints() - checkpoints, seconds);
    }

    private void create() {
        store.put(log.newObject(), content);
        created++;
    }

    private void write(long puts, String what) {
        long every = Math.max(1, puts / SAMPLES);
        for (long i = 0; i < puts; i++) {
            if (created < objects && i % OF_NEW == 0) create();
            else writeAgain();
            if (i % every == every - 1) sample();
            if (i % (every * SAMPLES / 10) == 0) System.err.printf("%s %s: %d of %d%n", plan, what, i, puts);
        }
    }

    private void writeAgain() {
        int object = traffic.next();
        store.put(1 + (object < created ? object : object % created), content);
    }

    private void sample() {
        var segments = log.segments();
        freeSum += segments.openable() + segments.unnamed() + segments.count(Use.EMPTIED);
    }

    private Fill fill() {
        long data = (long) objects * Amplification.FOOTPRINT;
        return new Fill(log.live().sum() / room, data / room, freeSum / SAMPLES / log.segments().count());
    }

    private Bytes bytes(long puts, LogCounters before, LogCounters now) {
        long opened = (now.openings() - before.openings()) * plan.segmentBytes();
        long digests = now.digestBytes() - before.digestBytes();
        return new Bytes(
                puts * (RecordLayout.BYTES + FrameLayout.align(Amplification.CONTENT)),
                now.frameBytes() - before.frameBytes(),
                now.movedBytes() - before.movedBytes(),
                now.checkpointBytes() - before.checkpointBytes(),
                digests,
                now.padBytes()
                        - before.padBytes()
                        - digests
                        + (now.openings() - before.openings()) * SegmentLayout.FRAMES,
                opened);
    }
}
