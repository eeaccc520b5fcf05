package dev.firn.faultinjection;

import java.util.concurrent.CancellationException;

/// The thread that explored was interrupted. Its interrupt status is kept.
public final class ExplorationCancelled extends CancellationException {
    private static final long serialVersionUID = 1L;

    private final transient CrashReport report;

    ExplorationCancelled(CrashReport report) {
        super("the exploration was interrupted; until then " + report.sentence());
        this.report = report;
    }

    /// What was done until then; null after deserialisation.
    public CrashReport report() {
        return report;
    }
}
