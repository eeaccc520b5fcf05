package dev.firn.recovery;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.recovery.LogScenario.Found;
import dev.firn.recovery.LogScenario.Op;
import java.util.Map;
import java.util.Set;

/// An empty store is made where an older one was. Until that is done there may be the old one, the new one or none;
/// never something of both. What was in the old one does not come back when the new one is used.
final class FormatScenario implements CrashScenario<Found> {
    private static final Found NO_STORE = new Found(Map.of(-1L, "no store"));
    private static final int NEW = 5;

    private final boolean closed;
    private final LogOptions options;
    private Found old;

    /// @param closed whether the old store was closed in order
    FormatScenario(boolean closed) {
        this(closed, 1);
    }

    /// @param stripes append heads of the old store, used by turns
    FormatScenario(boolean closed, int stripes) {
        this.closed = closed;
        this.options = LogScenario.defaults().withStripes(stripes);
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(4), LogScenario.regionBytes(4));
        Log.format(region, LogScenario.defaults());
        for (int life = 0; life < 3; life++) {
            var log = open(region);
            int number = life;
            Runnable append = () -> LogScenario.append(region, log, number, new Op.Put(2, "x".repeat(1800)));
            var thread = WorkloadScenario.ofBothStripes(append, append)[life % 2];
            thread.start();
            WorkloadScenario.join(thread);
            if (closed) log.close();
            old = LogScenario.contents(log);
        }
        return SimulatedRegion.of(region.image(), LogScenario.regionBytes(4));
    }

    @Override
    public void work(SimulatedRegion region) {
        Log.format(region, LogScenario.defaults());
        region.acknowledged(0);
        var log = open(region);
        LogScenario.append(region, log, NEW, new Op.Put(2, "x".repeat(1800)));
    }

    @Override
    public Found recover(SimulatedRegion region) {
        try {
            return LogScenario.contents(open(region));
        } catch (NotAStoreException | CorruptStoreException none) {
            return NO_STORE;
        }
    }

    @Override
    public void judge(Found found, Progress progress) {
        boolean isNew =
                found.batches().isEmpty() && found.contents().isEmpty()
                        || progress.isStarted(NEW) && found.batches().equals(Set.of(NEW));
        if (progress.isAcknowledged(0) ? isNew : isNew || found.equals(old) || found.equals(NO_STORE)) return;
        throw new AssertionError("found " + found);
    }

    private Log open(SimulatedRegion region) {
        return Recovery.open(region, options).log();
    }

    @Override
    public void resume(SimulatedRegion region) {
        recover(region);
    }
}
