package dev.firn.recovery;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Log;
import dev.firn.log.LogFullException;
import dev.firn.pmem.NoSpaceException;
import dev.firn.pmem.Region;
import dev.firn.recovery.LogScenario.Op;
import java.util.List;

/// A writer pads its segment and finds no room for another. Later there is some, and another thread goes on: its frames
/// say that all segments before were durable.
final class PadWithoutNext extends WorkloadScenario {
    PadWithoutNext() {
        super(LogScenario.defaults());
    }

    /// A medium that is full until told otherwise.
    private static final class Full extends DelegatingRegion {
        boolean full = true;

        Full(Region region) {
            super(region);
        }

        @Override
        public void grow(long newSize) {
            if (full) throw new NoSpaceException("full", null);
            super.grow(newSize);
        }
    }

    @Override
    List<Op[]> batches() {
        return List.of(
                new Op[] {new Op.Put(2, "first")},
                new Op[] {new Op.Put(3, "x".repeat(3900))},
                new Op[] {new Op.Put(4, "third")},
                new Op[] {new Op.Put(4, "fourth")});
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(1), LogScenario.regionBytes(4));
        Log.format(region, options);
        return region;
    }

    @Override
    public void work(SimulatedRegion region) {
        var medium = new Full(region);
        var log = Recovery.open(medium, options).log();
        var batches = batches();
        LogScenario.append(region, log, 0, batches.get(0));
        var refused = Thread.ofPlatform().daemon().start(() -> requireFull(region, log));
        join(refused);
        medium.full = false;
        LogScenario.append(region, log, 2, batches.get(2));
        LogScenario.append(region, log, 3, batches.get(3));
    }

    private void requireFull(SimulatedRegion region, Log log) {
        try {
            LogScenario.append(region, log, 1, batches().get(1));
            throw new IllegalStateException("there was room");
        } catch (LogFullException expected) {
            return;
        }
    }
}
