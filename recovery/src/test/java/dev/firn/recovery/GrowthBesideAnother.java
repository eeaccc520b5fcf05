package dev.firn.recovery;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Log;
import dev.firn.recovery.LogScenario.Op;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Two append heads need room at the same time: one has grown the log and is slow to go on, the other grows it again.
/// The second growth overwrites what the first one's superblock took the place of.
final class GrowthBesideAnother extends WorkloadScenario {
    private static final Op[] FILL = {new Op.Put(2, "x".repeat(3900))};

    private final int slow;

    /// @param slow the head, 0 or 1, that grows first; head 0 has filled a segment, head 1 has never opened one
    GrowthBesideAnother(int slow) {
        super(LogScenario.defaults().withStripes(2).withMaxBytes(LogScenario.regionBytes(6)));
        this.slow = slow;
    }

    @Override
    List<Op[]> batches() {
        return List.<Op[]>of(FILL, new Op[] {new Op.Put(3, "zero")}, new Op[] {new Op.Put(4, "one")});
    }

    /// Does something once, before the head of the first segment of a growth: behind its superblock.
    private static final class AfterGrowth extends DelegatingRegion {
        private Runnable next = () -> {};
        private int writes = -1;

        AfterGrowth(SimulatedRegion region) {
            super(region);
        }

        @Override
        public void grow(long newSize) {
            if (writes < 0) writes = 0;
            super.grow(newSize);
        }

        @Override
        public void write(long at, MemorySegment source, long from, long length) {
            if (writes >= 0 && writes++ == 1) next.run();
            super.write(at, source, from, length);
        }
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(1), LogScenario.regionBytes(6));
        Log.format(region, options);
        return region;
    }

    @Override
    public void work(SimulatedRegion region) {
        var medium = new AfterGrowth(region);
        var log = Recovery.open(medium, options).log();
        run(ofBothStripes(() -> LogScenario.append(region, log, 0, FILL), () -> {})[0]);
        var threads =
                ofBothStripes(
                        () -> LogScenario.append(region, log, 1, batches().get(1)),
                        () -> LogScenario.append(region, log, 2, batches().get(2)));
        medium.next = () -> run(threads[1 - slow]);
        run(threads[slow]);
    }

    private static void run(Thread thread) {
        thread.start();
        join(thread);
    }
}
