package dev.firn.faultinjection.fault;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;

/// A faulted run as something to be crashed: at every moment between the fault and the end.
record HandlingCrashes<S>(FaultScenario<S> scenario, FaultPath path) implements CrashScenario<S> {
    @Override
    public SimulatedRegion prepare() {
        return scenario.prepare();
    }

    @Override
    public void work(SimulatedRegion region) {
        new FaultedRun<>(scenario, path, region).unjudged();
    }

    @Override
    public S recover(SimulatedRegion region) throws Exception {
        return scenario.open(region).contents();
    }

    @Override
    public void judge(S found, Progress progress) {
        scenario.judge(found, Journal.withoutFault(progress));
    }

    @Override
    public boolean isCrashPoint(Progress progress) {
        return progress.isStarted(Journal.FAULT);
    }
}
