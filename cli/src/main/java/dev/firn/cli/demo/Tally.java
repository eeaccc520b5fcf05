package dev.firn.cli.demo;

import dev.firn.pmem.Counters;
import org.HdrHistogram.Histogram;

/// What is measured during a run. For one thread.
final class Tally {
    private static final long HOUR_MICROS = 3_600_000_000L;

    private final Histogram recoveryMicros = new Histogram(HOUR_MICROS, 3);
    private Counters medium = Counters.ZERO;
    private long transactions;
    private long workNanos;
    private int killsAtWork;
    private int killsAtStart;
    private int foundWhole;

    /// A child ended: it had done that much since its store was open.
    void child(long acknowledged, long nanos, Counters counters) {
        transactions += acknowledged;
        workNanos += nanos;
        medium =
                new Counters(
                        medium.writes() + counters.writes(),
                        medium.bytes() + counters.bytes(),
                        medium.lines() + counters.lines(),
                        medium.fences() + counters.fences(),
                        medium.syncs() + counters.syncs());
    }

    /// A child was killed.
    void killed(Kill kill) {
        if (kill instanceof Kill.AtStart) killsAtStart++;
        else killsAtWork++;
    }

    /// The store was opened after a kill in that time. `inFlightFound`: a transaction that was not acknowledged is in
    /// it.
    void recovered(long nanos, boolean inFlightFound) {
        recoveryMicros.recordValue(Math.min(HOUR_MICROS, nanos / 1000));
        if (inFlightFound) foundWhole++;
    }

    int kills() {
        return killsAtWork + killsAtStart;
    }

    int killsAtStart() {
        return killsAtStart;
    }

    int foundWhole() {
        return foundWhole;
    }

    double transactionsPerSecond() {
        return workNanos == 0 ? 0 : transactions * 1e9 / workNanos;
    }

    double perTransaction(long count) {
        return transactions == 0 ? 0 : (double) count / transactions;
    }

    Counters medium() {
        return medium;
    }

    double recoveryMillis(double percentile) {
        return recoveryMicros.getValueAtPercentile(percentile) / 1e3;
    }
}
