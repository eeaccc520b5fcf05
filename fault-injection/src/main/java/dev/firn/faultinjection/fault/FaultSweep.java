package dev.firn.faultinjection.fault;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashReport;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;

/// Lets every call of a workload fail, one run for each.
///
/// For each fault and mode the first call fails, then in another run the second, and so on until a run meets no fault.
/// After each: the living subject shows right contents or has refused with a typed failure; so does a process that
/// opens the region afterwards, on the broken medium while the fault is sticky, on a sound one in the end, where it must
/// open; and so does one after a crash at any moment between the fault and the end of the run.
public final class FaultSweep<S> {
    private final FaultScenario<S> scenario;
    private final FaultOptions options;

    private FaultSweep(FaultScenario<S> scenario, FaultOptions options) {
        this.scenario = scenario;
        this.options = options;
    }

    /// With the default options.
    public static <S> FaultReport run(FaultScenario<S> scenario) {
        return run(scenario, FaultOptions.defaults());
    }

    /// Sweeps.
    ///
    /// @throws FaultFailure at the first fault that is not handled
    /// @throws CancellationException when the thread is interrupted; its status is kept
    public static <S> FaultReport run(FaultScenario<S> scenario, FaultOptions options) {
        var sweep = new FaultSweep<>(scenario, options);
        var rows = new ArrayList<FaultReport.Row>();
        for (var fault : Fault.values()) {
            if (!options.faults().contains(fault)) continue;
            for (var mode : FaultMode.values()) if (options.modes().contains(mode)) rows.add(sweep.row(fault, mode));
        }
        return new FaultReport(rows);
    }

    /// Goes to the one faulted run that `path`, from a [FaultFailure], names.
    ///
    /// @throws FaultFailure when it still fails
    public static <S> void replay(FaultScenario<S> scenario, FaultOptions options, String path) {
        var parsed = FaultPath.parse(path);
        var sweep = new FaultSweep<>(scenario, options);
        if (sweep.judged(parsed) != FaultedRun.Ending.NO_FAULT) sweep.crashed(parsed);
    }

    private FaultReport.Row row(Fault fault, FaultMode mode) {
        long wentOn = 0;
        long points = 0;
        long images = 0;
        for (long call = 1; ; call++) {
            requireBounds(fault, call);
            options.listener().onRun(fault, mode, call);
            var path = new FaultPath(fault, mode, call);
            var ending = judged(path);
            if (ending == FaultedRun.Ending.NO_FAULT) {
                return new FaultReport.Row(fault, mode, call - 1, wentOn, call - 1 - wentOn, points, images);
            }
            if (ending == FaultedRun.Ending.WENT_ON) wentOn++;
            if (!options.crashed().contains(fault)) continue;
            var crashes = crashed(path);
            points += crashes.points();
            images += crashes.images();
        }
    }

    private FaultedRun.Ending judged(FaultPath path) {
        return new FaultedRun<>(scenario, path, scenario.prepare()).judged();
    }

    private CrashReport crashed(FaultPath path) {
        try {
            return CrashExplorer.explore(new HandlingCrashes<>(scenario, path), options.crashes());
        } catch (CrashFailure crash) {
            throw new FaultFailure(path, "a crash while it was handled: " + crash.getMessage(), crash);
        }
    }

    private void requireBounds(Fault fault, long call) {
        if (Thread.currentThread().isInterrupted()) throw new CancellationException("interrupted at " + fault);
        if (call > options.mostCalls()) {
            throw new IllegalArgumentException(
                    "more than %d calls of %s: make the workload smaller, or raise mostCalls"
                            .formatted(options.mostCalls(), fault));
        }
    }
}
