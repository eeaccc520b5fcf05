package dev.firn.faultinjection.schedule;

/// Decides one run. Called by whichever thread finds all standing still, by one at a time.
interface Chooser {
    /// The thread that goes on; it must be ready.
    ///
    /// @throws ScheduleDivergedException when the run is not the one that was expected
    int choose(Decision decision);
}
