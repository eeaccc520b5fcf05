package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.CrashedRun;
import dev.firn.faultinjection.PersistencyModel;
import java.util.ArrayList;
import java.util.List;

/// Looks for a failing crash near a place that a changed run no longer has: the events around it, nearest first, under
/// the same model.
///
/// @param run as it is now
/// @param wanted the crash of the file
/// @param model of the crash
/// @param before the path of the crashes that come before it, empty or ending with `>`
record NearbySearch<S>(CrashScenario<S> scenario, CrashedRun run, ReplayCrash wanted, PersistencyModel model, String before) {
    private static final int FARTHEST = 8;
    private static final int MOST_AT_ONE_EVENT = 128;
    private static final CrashOptions LADDER =
            CrashOptions.defaults().withExhaustive(MOST_AT_ONE_EVENT).withCuts(24, 24).withRandom(6, 1);

    ReplayOutcome<S> outcome() {
        int tried = 0;
        for (int event : events()) {
            for (String crash : run.crashesAt(event, model, LADDER, MOST_AT_ONE_EVENT)) {
                tried++;
                var failure = failure(before + crash);
                if (failure != null) return new ReplayOutcome.FailedNear<>(why(), failure, event - wanted.event());
            }
        }
        return new ReplayOutcome.Gone<>(why(), tried);
    }

    private List<Integer> events() {
        int end = run.trace().size();
        int middle = Math.min(wanted.event(), end);
        var events = new ArrayList<Integer>();
        events.add(middle);
        for (int distance = 1; distance <= FARTHEST; distance++) {
            if (middle - distance >= 0) events.add(middle - distance);
            if (middle + distance <= end) events.add(middle + distance);
        }
        return events;
    }

    private CrashFailure failure(String path) {
        try {
            CrashExplorer.replay(scenario, path);
            return null;
        } catch (CrashFailure failure) {
            return failure;
        }
    }

    private String why() {
        return ("the run is not the one that the replay file was made from (trace %016x, the file has %016x):"
                        + " the code or the test has changed since, or is not deterministic")
                .formatted(run.trace().hash(), wanted.traceHash());
    }
}
