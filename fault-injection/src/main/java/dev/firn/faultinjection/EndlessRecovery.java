package dev.firn.faultinjection;

/// A recovery loaded and called more often than [CrashOptions#withSteps] allows.
public final class EndlessRecovery extends AssertionError {
    private static final long serialVersionUID = 1L;

    EndlessRecovery(long steps) {
        super(
                "recovery does not end: more than %,d loads and calls; it goes in circles, or withSteps allows too few"
                        .formatted(steps));
    }
}
