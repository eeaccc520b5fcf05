package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.CrashedRun;
import dev.firn.faultinjection.EndlessRecovery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/// Everything that is to be told of a failure; text and page only give it a form.
///
/// @param test who failed
/// @param oracle what was found wrong
/// @param seed of the search
/// @param shrunk what was left out, empty when nothing was
/// @param chapters the runs, the workload first
/// @param read the undecided words that the last recovery looked at, empty when none are known
/// @param fix what would mend it
/// @param replay how to go there again
/// @param place names an address
record Story(
        String test,
        String oracle,
        long seed,
        String shrunk,
        List<Chapter> chapters,
        String read,
        Fix fix,
        String replay,
        LongFunction<String> place) {
    static Story of(
            CrashScenario<?> scenario,
            CrashFailure failure,
            ReportSettings settings,
            List<CrashedRun> runs,
            List<CallSites> sites,
            String shrunk,
            Fix fix,
            String replay) {
        var chapters = new ArrayList<Chapter>();
        for (int depth = 0; depth < runs.size(); depth++) {
            String of = runs.size() == 1 ? "" : depth == 0 ? "the workload: " : "recovery " + depth + ": ";
            chapters.add(Chapter.of(runs.get(depth), sites.get(depth), scenario::place, of));
        }
        return new Story(
                settings.testOr(scenario),
                oracle(failure),
                settings.crash().seed(),
                shrunk,
                chapters,
                failure.getCause() instanceof EndlessRecovery ? "" : Reads.of(scenario, runs.getLast()),
                fix,
                replay,
                scenario::place);
    }

    private static String oracle(CrashFailure failure) {
        var cause = failure.getCause();
        if (cause instanceof AssertionError && cause.getMessage() != null) return cause.getMessage().strip();
        return "recovery failed: " + cause;
    }
}
