package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Batch;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.log.checkpoint.Checkpointer;
import dev.firn.log.format.FrameLayout;
import dev.firn.recovery.LogScenario.Found;
import dev.firn.recovery.LogScenario.Op;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Batches with checkpoints between them, as a store makes them: a step goes with each commit. After a crash the log is
/// opened by the checkpoint, and what is found must be what a full scan finds.
record CheckpointScenario(
        LogOptions options, CheckpointOptions checkpoints, int segments, int maxSegments, int budget, List<Act> acts)
        implements BatchScenario {
    /// What the workload does next.
    sealed interface Act {
        /// A batch of these.
        record Append(Op... ops) implements Act {}

        /// A batch that is written before a whole checkpoint is made, and durable and acknowledged after it, together
        /// with an empty one.
        record Overtaken(Op... ops) implements Act {}

        /// A whole checkpoint, with drains of its own.
        record Checkpoint() implements Act {}

        /// Closes the log in order and opens it again.
        record Reopen() implements Act {}

        /// The process dies; the next one opens the log.
        record Kill() implements Act {}
    }

    /// A log and the checkpoints of it.
    record Open(Log log, Checkpointer keeper) {}

    /// A checkpoint after every `records` records.
    static CheckpointScenario of(int records, Act... acts) {
        var often =
                CheckpointOptions.defaults()
                        .withTailRecords(records)
                        .withNamed(2, 8)
                        .withMaxRuns(3)
                        .withBlockObjects(64);
        return new CheckpointScenario(LogScenario.defaults(), often, 12, 60, 64, List.of(acts));
    }

    CheckpointScenario withSegments(int first, int most) {
        var limited = options.withMaxBytes(LogScenario.regionBytes(most));
        return new CheckpointScenario(limited, checkpoints, first, most, budget, acts);
    }

    CheckpointScenario with(CheckpointOptions value) {
        return new CheckpointScenario(options, value, segments, maxSegments, budget, acts);
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(segments), LogScenario.regionBytes(maxSegments));
        Log.format(region, options);
        return region;
    }

    @Override
    public void work(SimulatedRegion first) {
        run(first);
    }

    /// Returns the region as the last process has it.
    SimulatedRegion run(SimulatedRegion first) {
        var region = first;
        var open = open(region);
        int number = 0;
        for (var act : acts) {
            switch (act) {
                case Act.Append(var ops) -> append(region, open, number++, ops);
                case Act.Overtaken(var ops) -> {
                    overtake(region, open, number, ops);
                    number += 2;
                }
                case Act.Checkpoint() -> checkpoint(open, -1);
                case Act.Reopen() -> {
                    open.log().close();
                    open = open(region);
                }
                case Act.Kill() -> {
                    region = region.kill();
                    open = open(region);
                }
            }
        }
        open.log().close();
        return region;
    }

    Open open(SimulatedRegion region) {
        var recovered = Recovery.open(region, options);
        var report = recovered.report();
        var newest = recovered.checkpoint().orElse(null);
        var keeper = new Checkpointer(recovered.log(), checkpoints, newest, report.bytes(), report.records());
        return new Open(recovered.log(), keeper);
    }

    void append(SimulatedRegion region, Open open, int number, Op... ops) {
        var log = open.log();
        var keeper = open.keeper();
        var batch = LogScenario.batch(log, number, ops);
        if (keeper.isDue()) keeper.capture(_ -> -1);
        var step = keeper.step(budget);
        region.started(number);
        log.write(batch);
        if (step == null) log.settle(batch);
        else log.settle(batch, List.of(step));
        if (step != null) keeper.durable();
        region.acknowledged(number);
        log.install(batch);
        keeper.appended(batch.frameBytes(), batch.records());
    }

    private void overtake(SimulatedRegion region, Open open, int number, Op... ops) {
        var batch = LogScenario.batch(open.log(), number, ops);
        region.started(number);
        open.log().write(batch);
        checkpoint(open, batch.address(0) - FrameLayout.BYTES);
        var after = LogScenario.batch(open.log(), number + 1);
        region.started(number + 1);
        open.log().write(after);
        open.log().settle(after, List.of(batch));
        region.acknowledged(number);
        region.acknowledged(number + 1);
        open.log().install(batch);
        open.log().install(after);
    }

    void checkpoint(Open open, long pending) {
        var keeper = open.keeper();
        if (!keeper.isActive()) keeper.capture(head -> head == 0 ? pending : -1);
        while (keeper.isActive()) {
            Batch step = keeper.step(budget);
            if (step != null) open.log().settle(step);
            keeper.durable();
        }
    }

    @Override
    public Found recover(SimulatedRegion region) {
        var both = BothWays.of(region, options);
        both.requireSame(LogScenario.MARKERS + LogScenario.RESUMED, (log, object) -> log.mapping().raw(object));
        ExactLive.require(both.log());
        return LogScenario.contents(both.log());
    }

    @Override
    public void resume(SimulatedRegion region) {
        append(region, open(region), LogScenario.RESUMED, new Op.Put(1, "resumed"));
    }

    @Override
    public Map<Long, String> expected(TreeSet<Integer> batches) {
        var expected = new TreeMap<Long, String>();
        int number = 0;
        for (var act : acts) {
            var ops =
                    switch (act) {
                        case Act.Append(var some) -> some;
                        case Act.Overtaken(var some) -> some;
                        case Act.Checkpoint() -> null;
                        case Act.Reopen() -> null;
                        case Act.Kill() -> null;
                    };
            if (ops == null) continue;
            if (batches.contains(number)) LogScenario.apply(expected, number, ops);
            number++;
            if (!(act instanceof Act.Overtaken)) continue;
            if (batches.contains(number)) LogScenario.apply(expected, number);
            number++;
        }
        if (batches.contains(LogScenario.RESUMED)) {
            LogScenario.apply(expected, LogScenario.RESUMED, new Op.Put(1, "resumed"));
        }
        return expected;
    }
}
