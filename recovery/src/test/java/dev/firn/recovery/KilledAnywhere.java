package dev.firn.recovery;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.LogOptions;
import dev.firn.recovery.LogScenario.Found;
import dev.firn.recovery.LogScenario.Op;
import java.lang.foreign.MemorySegment;

/// The process dies before its `last`-th call of the medium, whatever it was doing; the next one opens the log and goes
/// on; and then the power fails. What the first process left may live in caches only.
record KilledAnywhere(int last) implements CrashScenario<Found> {
    private static final int SEGMENTS = 12;
    private static final LogOptions OPTIONS = LogScenario.defaults().withMaxBytes(LogScenario.regionBytes(SEGMENTS));
    private static final String LONG = "x".repeat(1900);

    /// The process is dead: it makes no further call.
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private static final class Mortal extends DelegatingRegion {
        private int left;

        Mortal(SimulatedRegion region, int calls) {
            super(region);
            this.left = calls;
        }

        private void live() {
            if (left-- <= 0) throw new Killed();
        }

        @Override
        public void write(long at, MemorySegment source, long from, long length) {
            live();
            super.write(at, source, from, length);
        }

        @Override
        public void drain() {
            live();
            super.drain();
        }

        @Override
        public void grow(long newSize) {
            live();
            super.grow(newSize);
        }
    }

    @Override
    public SimulatedRegion prepare() {
        return LogScenario.of().withSegments(1, SEGMENTS).prepare();
    }

    @Override
    public void work(SimulatedRegion region) {
        var mortal = new Mortal(region, last);
        try {
            first(region, mortal);
        } catch (RuntimeException e) {
            // The log says in its own words what it is told, but nobody lives to hear it.
            if (mortal.left >= 0) throw e;
        }
        var next = region.kill();
        var log = Recovery.open(next, OPTIONS).log();
        LogScenario.append(next, log, 10, new Op.Put(2, "after"));
        log.close();
    }

    private static void first(SimulatedRegion region, Mortal mortal) {
        for (int life = 0; life < 2; life++) {
            var log = Recovery.open(mortal, OPTIONS).log();
            LogScenario.append(region, log, 2 * life, new Op.Put(1, LONG));
            LogScenario.append(region, log, 2 * life + 1, new Op.Put(1, LONG));
            log.close();
        }
    }

    @Override
    public Found recover(SimulatedRegion region) {
        return LogScenario.contents(Recovery.open(region, OPTIONS).log());
    }

    @Override
    public void judge(Found found, Progress progress) {
        LogScenario.judge(found, progress, batches -> found.contents());
    }

    /// How many calls the first process makes when it is left alone.
    static int calls() {
        var scenario = new KilledAnywhere(Integer.MAX_VALUE);
        var region = scenario.prepare();
        var mortal = new Mortal(region, Integer.MAX_VALUE);
        first(region, mortal);
        return Integer.MAX_VALUE - mortal.left;
    }
}
