package dev.firn.cli.demo;

/// How fast children are: running averages, from a guess on. Thread-safe.
final class Pace {
    private static final double WEIGHT = 0.05;

    private double transactionNanos = 2e6;
    private double startNanos = 3e8;

    /// How long one transaction takes.
    synchronized double transactionNanos() {
        return transactionNanos;
    }

    /// How long a child takes from the start of its process to an open store.
    synchronized double startNanos() {
        return startNanos;
    }

    synchronized void transaction(long nanos) {
        transactionNanos += WEIGHT * (nanos - transactionNanos);
    }

    synchronized void start(long nanos) {
        startNanos += 0.5 * (nanos - startNanos);
    }
}
