package dev.firn.faultinjection;

import java.util.List;

/// How many operations may have taken effect.
final class Cuts {
    private Cuts() {}

    /// All acknowledged ones have.
    static int first(Progress progress) {
        return (int) progress.acknowledged().stream().mapToLong(number -> number + 1).max().orElse(0);
    }

    /// None has that had not begun.
    static int last(Progress progress) {
        return (int) progress.started().stream().mapToLong(number -> number + 1).max().orElse(0);
    }

    static <O, S> S output(Subject<O, S> subject, SimulatedRegion region, List<O> operations) throws Exception {
        var session = subject.open(region);
        for (O operation : operations) session.apply(operation);
        return session.observe();
    }
}
