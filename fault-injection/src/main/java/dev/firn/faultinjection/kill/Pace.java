package dev.firn.faultinjection.kill;

/// How fast processes are: running averages, from a guess on. For one thread.
final class Pace {
    private static final double WEIGHT = 0.3;
    private static final double LIGHT = 0.05;

    private double openingNanos = 1e8;
    private double stepNanos = 1e6;
    private double closingNanos = 1e7;

    double openingNanos() {
        return openingNanos;
    }

    /// Between two acknowledgements.
    double stepNanos() {
        return stepNanos;
    }

    double closingNanos() {
        return closingNanos;
    }

    void opening(long nanos) {
        openingNanos += WEIGHT * (nanos - openingNanos);
    }

    void step(long nanos) {
        stepNanos += LIGHT * (nanos - stepNanos);
    }

    void closing(long nanos) {
        closingNanos += WEIGHT * (nanos - closingNanos);
    }
}
