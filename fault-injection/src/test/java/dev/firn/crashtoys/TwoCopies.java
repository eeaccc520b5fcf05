package dev.firn.crashtoys;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.pmem.Region;

/// Two copies of a value. A recovery makes them equal and then says so.
public record TwoCopies(Manner manner) implements CrashScenario<Long> {
    public enum Manner {
        CORRECT,
        /// Says so first.
        HASTY,
        /// Does not care whether the copy is durable.
        FORGETFUL
    }

    private static final long VALUE = 0;
    private static final long COPY = 64;
    private static final long CLEAN = 128;

    @Override
    public SimulatedRegion prepare() {
        return SimulatedRegion.create(256, 256);
    }

    @Override
    public void work(SimulatedRegion region) {
        put(region, CLEAN, 0);
        put(region, VALUE, 7);
        put(region, COPY, 7);
        put(region, CLEAN, 1);
    }

    @Override
    public Long recover(SimulatedRegion region) {
        if (region.view().getLong(CLEAN) == 0) {
            if (manner == Manner.HASTY) put(region, CLEAN, 1);
            if (manner == Manner.FORGETFUL) region.publish(COPY, region.view().getLong(VALUE));
            else put(region, COPY, region.view().getLong(VALUE));
            if (manner != Manner.HASTY) put(region, CLEAN, 1);
        }
        return region.view().getLong(COPY);
    }

    @Override
    public void judge(Long found, Progress progress) {
        if (found != 0 && found != 7) throw new AssertionError("found " + found);
    }

    private static void put(Region region, long at, long word) {
        region.publish(at, word);
        region.persist(at, 8);
    }
}
