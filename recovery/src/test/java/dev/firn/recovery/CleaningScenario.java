package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Batch;
import dev.firn.log.Cleaner;
import dev.firn.log.CleaningPolicy;
import dev.firn.log.Log;
import dev.firn.log.SegmentTable.Use;
import dev.firn.recovery.LogScenario.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A log that may not grow, in which room is made again and again while batches are appended.
final class CleaningScenario extends WorkloadScenario {
    private static final int STEP = 600;
    private static final int FREE = 5;

    /// Free segments that are the cleaner's.
    private static final int RESERVE = 2;

    private final List<Op[]> batches;
    private final int segments;
    private int emptied;

    private CleaningScenario(List<Op[]> batches, int segments) {
        super(LogScenario.defaults().withMaxBytes(LogScenario.regionBytes(segments)));
        this.batches = batches;
        this.segments = segments;
    }

    /// Puts, changes and deletions of a few objects, some of which are forgotten for long.
    static CleaningScenario random(long seed, int count, int segments) {
        var random = new Random(seed);
        var there = new HashMap<Long, Integer>();
        var batches = new ArrayList<Op[]>();
        for (int number = 0; number < count; number++) batches.add(batch(random, there));
        return new CleaningScenario(batches, segments);
    }

    private static Op[] batch(Random random, Map<Long, Integer> there) {
        var ops = new ArrayList<Op>();
        var objects = new HashSet<Long>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            long object = 1 + (long) (8 * random.nextDouble() * random.nextDouble());
            if (objects.add(object)) ops.add(op(random, object, there));
        }
        return ops.toArray(Op[]::new);
    }

    private static Op op(Random random, long object, Map<Long, Integer> there) {
        int changes = there.getOrDefault(object, -1);
        int choice = random.nextInt(10);
        if (changes >= 0 && choice < 2) {
            there.remove(object);
            return new Op.Tombstone(object);
        }
        if (changes >= 0 && changes < 4 && choice < 6) {
            there.put(object, changes + 1);
            return new Op.Delta(object, "-" + random.nextInt(100));
        }
        there.put(object, 0);
        return new Op.Put(object, "p".repeat(100 + random.nextInt(1600)));
    }

    /// How many segments the workload has emptied.
    int emptied() {
        return emptied;
    }

    @Override
    List<Op[]> batches() {
        return batches;
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(segments), LogScenario.regionBytes(segments));
        Log.format(region, options);
        return region;
    }

    @Override
    public void work(SimulatedRegion region) {
        var log = Recovery.open(region, options).log();
        var cleaner = new Cleaner(log, new PlainOwner(log), CleaningPolicy.greedy(3600));
        emptied = 0;
        for (int number = 0; number < batches.size(); number++) append(region, log, cleaner, number, batches.get(number));
        log.close();
    }

    @Override
    public void resume(SimulatedRegion region) {
        var log = Recovery.open(region, options).log();
        var cleaner = new Cleaner(log, new PlainOwner(log), CleaningPolicy.greedy(3600));
        append(region, log, cleaner, LogScenario.RESUMED, new Op.Put(1, "resumed"));
    }

    private void append(SimulatedRegion region, Log log, Cleaner cleaner, int number, Op... ops) {
        cleaner.finish();
        emptied += cleaner.release();
        for (int steps = 0; log.segments().count(Use.FREE) <= RESERVE + 1 && steps < 1000; steps++) alone(log, cleaner);
        var batch = LogScenario.batch(log, number, ops);
        batch.leave(RESERVE);
        List<Batch> moved = log.segments().count(Use.FREE) < FREE ? cleaner.step(STEP) : List.of();
        region.started(number);
        log.write(batch);
        log.settle(batch, moved);
        region.acknowledged(number);
        cleaner.durable();
        log.install(batch);
    }

    /// A step without a batch.
    private void alone(Log log, Cleaner cleaner) {
        var moved = cleaner.step(STEP);
        for (var batch : moved) log.settle(batch);
        cleaner.durable();
        cleaner.finish();
        emptied += cleaner.release();
    }
}
