package dev.firn.faultinjection.schedule;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.Recording;
import dev.firn.faultinjection.SimulatedRegion;

/// The region of a scenario before its threads begin, made once: whatever random numbers are in it stay the same.
final class Prepared {
    private Prepared() {}

    static Recording of(ConcurrentScenario<?> scenario) {
        return Recording.of(new Idle(scenario));
    }

    private record Idle(ConcurrentScenario<?> scenario) implements CrashScenario<Void> {
        @Override
        public SimulatedRegion prepare() {
            return scenario.prepare();
        }

        @Override
        public void work(SimulatedRegion region) {}

        @Override
        public Void recover(SimulatedRegion region) {
            return null;
        }

        @Override
        public void judge(Void found, Progress progress) {}
    }
}
