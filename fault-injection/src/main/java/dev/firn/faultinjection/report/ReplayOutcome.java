package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashFailure;

/// What came of a replay.
///
/// @param <S> what a recovery finds
public sealed interface ReplayOutcome<S> {
    /// For people, one line.
    String text();

    /// The same crash of the same run, and it still fails.
    record Failed<S>(CrashFailure failure) implements ReplayOutcome<S> {
        @Override
        public String text() {
            return "the same crash of the same run fails again";
        }
    }

    /// The same crash of the same run, and it is survived now.
    ///
    /// @param found by the recovery
    record Survived<S>(S found) implements ReplayOutcome<S> {
        @Override
        public String text() {
            return "the same crash of the same run is survived now: found " + found;
        }
    }

    /// The run is no longer the same, so the very crash cannot be had; one near it fails.
    ///
    /// @param why what is different
    /// @param failure the one that was found
    /// @param distance events between the two
    record FailedNear<S>(String why, CrashFailure failure, int distance) implements ReplayOutcome<S> {
        @Override
        public String text() {
            return "%s; a crash %d events from there fails: %s".formatted(why, Math.abs(distance), failure.path());
        }
    }

    /// The run is no longer the same, and no crash near it fails.
    ///
    /// @param why what is different
    /// @param tried how many crashes were tried
    record Gone<S>(String why, int tried) implements ReplayOutcome<S> {
        @Override
        public String text() {
            return "%s; none of %d crashes near it fails".formatted(why, tried);
        }
    }
}
