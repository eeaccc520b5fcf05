package dev.firn.recovery;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Batch;
import dev.firn.log.Cleaner;
import dev.firn.log.CleaningPolicy;
import dev.firn.recovery.CheckpointScenario.Open;
import dev.firn.recovery.LogScenario.Found;
import dev.firn.recovery.LogScenario.Op;
import java.util.ArrayList;
import java.util.List;

/// A log that gets long, is emptied, is cut by a checkpoint, and grows into the same places again; several times.
///
/// @param of checkpoints, and what a crash may leave of them
/// @param rounds each makes the log long and short again
record ShrinkScenario(CheckpointScenario of, int rounds) implements CrashScenario<Found> {
    private static final int LONG = 8;
    private static final int BYTES = 2200;

    static ShrinkScenario of(int rounds) {
        var acts = new ArrayList<CheckpointScenario.Act>();
        for (int i = 0; i < rounds * (LONG + 2); i++) acts.add(new CheckpointScenario.Act.Append(ops(i)));
        var appends = CheckpointScenario.of(1_000_000, acts.toArray(CheckpointScenario.Act[]::new));
        return new ShrinkScenario(appends.withSegments(3, 40), rounds);
    }

    /// In each round most is written over and over, and then little is wanted.
    private static Op[] ops(int number) {
        int step = number % (LONG + 2);
        if (step < LONG) return new Op[] {new Op.Put(1 + step % 2, number + "x".repeat(BYTES))};
        return new Op[] {new Op.Put(step - LONG + 1, "short " + number)};
    }

    @Override
    public SimulatedRegion prepare() {
        return of.prepare();
    }

    @Override
    public void work(SimulatedRegion region) {
        long longest = 0;
        long shortest = Long.MAX_VALUE;
        var open = of.open(region);
        open.log().segments().preferLow(true);
        int number = 0;
        for (int round = 0; round < rounds; round++) {
            for (int step = 0; step < LONG + 2; step++) of.append(region, open, number, ops(number++));
            longest = Math.max(longest, region.size());
            shorten(open);
            shortest = Math.min(shortest, region.size());
            if (round % 2 == 0) continue;
            open.log().close();
            open = of.open(region);
            open.log().segments().preferLow(true);
        }
        if (shortest >= longest) throw new AssertionError("it was never cut: " + shortest + " of " + longest);
        open.log().close();
    }

    private void shorten(Open open) {
        var log = open.log();
        open.keeper().endLogAt(2);
        for (int pass = 0; pass < 3; pass++) {
            open.keeper().wantBase();
            of.checkpoint(open, -1);
            log.sealOpen();
            var cleaner = new Cleaner(log, new PlainOwner(log), CleaningPolicy.greedy(1 << 20));
            for (int i = 0; i < 12; i++) {
                List<Batch> written = cleaner.step(4000);
                for (var batch : written) log.settle(batch);
                cleaner.durable();
                cleaner.finish();
                cleaner.release();
            }
        }
        open.keeper().wantBase();
        of.checkpoint(open, -1);
    }

    @Override
    public Found recover(SimulatedRegion region) {
        return of.recover(region);
    }

    @Override
    public void resume(SimulatedRegion region) {
        of.resume(region);
    }

    @Override
    public void judge(Found found, Progress progress) {
        of.judge(found, progress);
    }

    @Override
    public void judgeResumed(Found first, Found found, Progress progress) {
        of.judgeResumed(first, found, progress);
    }
}
