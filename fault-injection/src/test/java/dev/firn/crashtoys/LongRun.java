package dev.firn.crashtoys;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;

/// Many durable steps, and a last one that is acknowledged without being durable.
public record LongRun(int steps) implements CrashScenario<Long> {
    @Override
    public SimulatedRegion prepare() {
        return SimulatedRegion.create(64 * 64, 64 * 64);
    }

    @Override
    public void work(SimulatedRegion region) {
        for (int step = 1; step <= steps; step++) {
            region.started(step);
            region.publish(step % 64 * 64L, step);
            region.flush(step % 64 * 64L, 8);
            if (step < steps) region.drain();
            region.acknowledged(step);
        }
    }

    @Override
    public Long recover(SimulatedRegion region) {
        long largest = 0;
        for (long at = 0; at < region.size(); at += 64) largest = Math.max(largest, region.view().getLong(at));
        return largest;
    }

    @Override
    public void judge(Long found, Progress progress) {
        if (progress.isAcknowledged(steps) && found < steps) throw new AssertionError("the last step is lost");
    }
}
