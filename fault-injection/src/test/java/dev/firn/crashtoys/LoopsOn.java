package dev.firn.crashtoys;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;

/// A recovery that waits for ever when it finds `word`.
public record LoopsOn(long word) implements CrashScenario<Long> {
    @Override
    public SimulatedRegion prepare() {
        return SimulatedRegion.create(64, 64);
    }

    @Override
    public void work(SimulatedRegion region) {
        region.publish(0, 1);
        region.persist(0, 8);
        region.publish(0, 2);
        region.persist(0, 8);
    }

    @Override
    public Long recover(SimulatedRegion region) {
        while (region.view().getLong(0) == word) Thread.onSpinWait();
        return region.view().getLong(0);
    }

    @Override
    public void judge(Long found, Progress progress) {}
}
