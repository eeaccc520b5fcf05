package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Batch;
import dev.firn.log.Cleaner;
import dev.firn.log.CleaningPolicy;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.log.checkpoint.Checkpointer;
import dev.firn.recovery.LogScenario.Found;
import dev.firn.recovery.LogScenario.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

final class CleaningScenario implements BatchScenario {
    /// Objects that the log numbers itself, for the chunks of large records, begin behind the sentinel.
    private static final long OBJECTS = LogScenario.SENTINEL + 60;

    private static final int STEP = 600;
    private static final int PAIRS = 64;

    /// Segments that may be opened are the cleaner's and the checkpoints' from here on.
    private static final int RESERVE = 3;

    /// Room is made when no more may be opened.
    private static final int ENOUGH = 8;

    private static final CheckpointOptions OFTEN =
            CheckpointOptions.defaults().withTailRecords(24).withNamed(ENOUGH, 20).withMaxRuns(3).withBlockObjects(64);

    /// What the workload does next.
    sealed interface Act {
        /// A batch of these.
        record Append(Op... ops) implements Act {}

        /// Steps without a batch, until there is nothing to be done.
        record Upkeep() implements Act {}

        /// Closes the log in order and opens it again.
        record Reopen() implements Act {}

        /// The process dies; the next one opens the log.
        record Kill() implements Act {}
    }

    /// A log, the checkpoints of it, and who makes room.
    record Open(Log log, Checkpointer keeper, Cleaner cleaner) {}

    private final LogOptions options;
    private final List<Act> acts;
    private final int segments;
    private int emptied;
    private int completed;
    private int used;

    CleaningScenario(int segments, List<Act> acts) {
        this.options = LogScenario.defaults().withMaxBytes(LogScenario.regionBytes(segments));
        this.acts = acts;
        this.segments = segments;
    }

    /// How many segments the workload has emptied.
    int emptied() {
        return emptied;
    }

    /// How many checkpoints the workload has completed.
    int completed() {
        return completed;
    }

    /// How many openings found a checkpoint.
    int used() {
        return used;
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(segments), LogScenario.regionBytes(segments));
        Log.format(region, options);
        try (var log = Recovery.open(region, options).log()) {
            var batch = log.newBatch();
            LogScenario.put(batch, LogScenario.SENTINEL, "");
            log.append(batch);
        }
        return region;
    }

    @Override
    public void work(SimulatedRegion first) {
        emptied = completed = 0;
        var region = first;
        var open = open(region);
        int number = 0;
        for (var act : acts) {
            switch (act) {
                case Act.Append(var ops) -> append(region, open, number++, ops);
                case Act.Upkeep() -> upkeep(open);
                case Act.Reopen() -> {
                    leave(open);
                    open.log().close();
                    open = open(region);
                }
                case Act.Kill() -> {
                    leave(open);
                    region = region.kill();
                    open = open(region);
                }
            }
        }
        leave(open);
        open.log().close();
    }

    /// The same in one life, looked at behind every batch as it is after a kill.
    void workWatched() {
        var region = prepare();
        var open = open(region);
        var done = new TreeSet<Integer>();
        for (var act : acts) {
            if (!(act instanceof Act.Append(var ops))) {
                region = region.kill();
                open = open(region);
                continue;
            }
            append(region, open, done.size(), ops);
            done.add(done.size());
            byte[] image = region.image();
            var found = recover(SimulatedRegion.of(image, image.length));
            if (!found.contents().equals(expected(done))) throw new AssertionError(found + ", not " + expected(done));
        }
    }

    /// While somebody reads who began before all of it.
    void workBesideAReader() {
        var log = Recovery.open(prepare(), options).log();
        var keeper = new Checkpointer(log, OFTEN, null, 0, 0);
        var cleaner = new Cleaner(log, new PlainOwner(log, 0), CleaningPolicy.greedy(3600));
        var open = new Open(log, keeper, cleaner);
        for (int number = 0; number < 12; number++) {
            var batch = LogScenario.batch(log, number, new Op.Put(1, "x".repeat(3000)));
            log.append(batch);
            log.install(batch);
            keeper.appended(batch.frameBytes(), batch.records() * 12L);
        }
        for (int steps = 0; steps < 60; steps++) alone(open, segments);
        if (cleaner.emptied() == 0) throw new AssertionError("nothing was emptied");
        if (log.segments().count(Use.EMPTIED) != cleaner.emptied()) {
            throw new AssertionError("free while somebody reads there");
        }
    }

    private void leave(Open open) {
        emptied += (int) open.cleaner().emptied();
        completed += (int) open.keeper().completed();
    }

    private Open open(SimulatedRegion region) {
        var recovered = Recovery.open(region, options);
        var log = recovered.log();
        var report = recovered.report();
        var newest = recovered.checkpoint().orElse(null);
        var keeper = new Checkpointer(log, OFTEN, newest, report.bytes(), report.records());
        return new Open(log, keeper, new Cleaner(log, new PlainOwner(log), CleaningPolicy.greedy(3600)));
    }

    private void append(SimulatedRegion region, Open open, int number, Op... ops) {
        var log = open.log();
        open.cleaner().finish();
        open.cleaner().release();
        int needed = 3 + LogScenario.batch(log, number, ops).frameBytes() / LogScenario.SEGMENT_BYTES * 2;
        for (int steps = 0; log.segments().openable() <= RESERVE + needed && steps < 300; steps++) {
            alone(open, RESERVE + needed);
        }
        var batch = LogScenario.batch(log, number, ops);
        batch.leave(RESERVE);
        var written = step(open, ENOUGH);
        region.started(number);
        log.write(batch);
        log.settle(batch, written);
        region.acknowledged(number);
        durable(open);
        log.install(batch);
        open.keeper().appended(batch.frameBytes(), batch.records());
    }

    private void upkeep(Open open) {
        for (int steps = 0; steps < 60; steps++) alone(open, ENOUGH);
    }

    /// What the cleaner has copied is in frames before the restart points, so it must be in the mapping. Before the
    /// first checkpoint every segment must stay.
    private static List<Batch> step(Open open, int enough) {
        var keeper = open.keeper();
        if (open.cleaner().isInstalled() && keeper.isDue()) keeper.capture(_ -> -1);
        var written = new ArrayList<Batch>();
        var block = keeper.step(PAIRS);
        if (block != null) written.add(block);
        int openable = open.log().segments().openable();
        boolean cleans = keeper.newest().isPresent() && openable <= enough;
        if (cleans) written.addAll(open.cleaner().step(STEP));
        return written;
    }

    private static void durable(Open open) {
        open.keeper().durable();
        open.cleaner().durable();
    }

    private static void alone(Open open, int enough) {
        var written = step(open, enough);
        if (!written.isEmpty()) open.log().settle(written.getFirst(), written.subList(1, written.size()));
        durable(open);
        open.cleaner().finish();
        open.cleaner().release();
    }

    @Override
    public Found recover(SimulatedRegion region) {
        var both = BothWays.of(region, options);
        if (both.opened().report().checkpoint() == RecoveryReport.Checkpoint.USED) used++;
        // Deleted objects may still have a tombstone or not.
        both.requireSame(OBJECTS, (log, object) -> log.mapping().entry(object));
        requireNoneForgotten(both.log(), both.all());
        ExactLive.require(both.log());
        return LogScenario.contents(both.log());
    }

    /// What is still to be found in a segment, used or not, keeps the tombstones of all that it may hold (rule 7).
    private static void requireNoneForgotten(Log log, Log all) {
        for (int segment = 0; segment < all.segments().count(); segment++) {
            long known = log.segments().opening(segment).firstStamp();
            long found = all.segments().opening(segment).firstStamp();
            if (known > found)
                throw new AssertionError("segment %d begins at %d, not %d".formatted(segment, found, known));
        }
    }

    @Override
    public void resume(SimulatedRegion region) {
        var open = open(region);
        upkeep(open);
        append(region, open, LogScenario.RESUMED, new Op.Put(1, "resumed"));
        upkeep(open);
    }

    @Override
    public Map<Long, String> expected(TreeSet<Integer> batches) {
        var expected = new TreeMap<Long, String>();
        int number = 0;
        for (var act : acts) {
            if (!(act instanceof Act.Append(var ops))) continue;
            if (batches.contains(number)) LogScenario.apply(expected, number, ops);
            number++;
        }
        if (batches.contains(LogScenario.RESUMED)) {
            LogScenario.apply(expected, LogScenario.RESUMED, new Op.Put(1, "resumed"));
        }
        return expected;
    }
}
