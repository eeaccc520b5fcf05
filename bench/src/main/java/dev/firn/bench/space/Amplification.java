package dev.firn.bench.space;

import dev.firn.bench.space.Traffic.Kind;
import dev.firn.heap.RecordStore;
import dev.firn.log.LogOptions;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.Regions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/// What a log of objects has written for what users have: counted, not timed, so the same on every machine.
///
/// @param fill live bytes of the bytes that segments have for records, at the end
/// @param user bytes of users' records, with their heads
/// @param commits bytes of users' frames
/// @param moved bytes of frames that the cleaner wrote
/// @param checkpoint bytes of frames of checkpoints
/// @param opened bytes of all segments that were opened
/// @param openings segments that were opened
/// @param checkpoints that were completed
/// @param seconds that it took, for whoever waits
record Amplification(
        double fill,
        long user,
        long commits,
        long moved,
        long checkpoint,
        long opened,
        long openings,
        long checkpoints,
        double seconds) {
    static final int CONTENT = 1 << 10;

    /// What a store of how many segments is measured with.
    ///
    /// @param warm volumes of live bytes that are written before
    /// @param measured volumes that count
    record Plan(Kind kind, double fill, int segments, int segmentBytes, double warm, double measured) {}

    /// Users' records and copies for a byte of users' records.
    double ofData() {
        return (double) (commits + moved) / commits;
    }

    /// All bytes of segments that were used up for a byte of users' records.
    double ofAll() {
        return (double) opened / user;
    }

    /// What is neither a frame of users, of the cleaner nor of checkpoints: heads of segments, and ends that nothing
    /// fitted in.
    long rest() {
        return Math.max(0, opened - commits - moved - checkpoint);
    }

    static Amplification of(Plan plan) {
        try (var arena = Arena.ofConfined()) {
            long bytes = SuperblockLayout.dataStart(plan.segmentBytes) + (long) plan.segments * plan.segmentBytes;
            var region = Regions.ofMemory(arena.allocate(bytes, 4096));
            var options = LogOptions.defaults().withSegmentBytes(plan.segmentBytes).withMaxBytes(region.size());
            try (var store = new RecordStore(region, options)) {
                return run(plan, store);
            }
        }
    }

    private static Amplification run(Plan plan, RecordStore store) {
        var log = store.log();
        int segments = log.segments().count();
        double room = (double) segments * (plan.segmentBytes - SegmentLayout.FRAMES);
        // A record that was moved is longer by its stamp; nearly all have been.
        int footprint = RecordLayout.MOVED_BYTES + FrameLayout.align(CONTENT);
        int objects = (int) (plan.fill * room / footprint);
        var content = MemorySegment.ofArray(new byte[CONTENT]);
        for (int i = 0; i < objects; i++) store.put(log.newObject(), content);
        var traffic = new Traffic(plan.kind, objects, new SplittableRandom(1));
        write(store, traffic, content, (long) (plan.warm * objects), plan + " warm");
        var before = log.counters();
        long checkpoints = store.checkpoints();
        long puts = (long) (plan.measured * objects);
        long start = System.nanoTime();
        write(store, traffic, content, puts, plan + " measured");
        var now = log.counters();
        long openings = now.openings() - before.openings();
        return new Amplification(
                log.live().sum() / room,
                puts * (RecordLayout.BYTES + FrameLayout.align(CONTENT)),
                now.frameBytes() - before.frameBytes(),
                now.movedBytes() - before.movedBytes(),
                now.checkpointBytes() - before.checkpointBytes(),
                openings * plan.segmentBytes,
                openings,
                store.checkpoints() - checkpoints,
                (System.nanoTime() - start) / 1e9);
    }

    private static void write(RecordStore store, Traffic traffic, MemorySegment content, long puts, String what) {
        long tenth = Math.max(1, puts / 10);
        for (long i = 0; i < puts; i++) {
            store.put(1 + traffic.next(), content);
            if (i % tenth == tenth - 1) System.err.printf("%s: %d of %d%n", what, i + 1, puts);
        }
    }
}
