package dev.firn.faultinjection.junit;

import dev.firn.faultinjection.fault.FaultOptions;
import dev.firn.faultinjection.fault.FaultReport;
import dev.firn.faultinjection.fault.FaultScenario;
import java.util.function.Consumer;

/// What a [FaultSweep] sweeps.
public final class FaultPlan {
    private final FaultOptions options;
    private final Consumer<FaultReport> reports;
    private boolean isDone;

    FaultPlan(FaultOptions options, Consumer<FaultReport> reports) {
        this.options = options;
        this.reports = reports;
    }

    /// Lets every call fail.
    ///
    /// @throws dev.firn.faultinjection.fault.FaultFailure at the first that is not handled
    public <S> FaultReport run(FaultScenario<S> scenario) {
        isDone = true;
        FaultReport report = dev.firn.faultinjection.fault.FaultSweep.run(scenario, options);
        reports.accept(report);
        return report;
    }

    boolean isDone() {
        return isDone;
    }
}
