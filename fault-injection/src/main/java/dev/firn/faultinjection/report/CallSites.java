package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.CrashedRun;
import dev.firn.faultinjection.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;

/// The call sites of one recorded run, found by running it a second time.
///
/// @param stacks null when there are none
/// @param remark why there are none, empty when there are
record CallSites(StackRecorder stacks, String remark) {
    /// One for each run, in the same order, with the call sites of all events.
    static List<CallSites> of(CrashScenario<?> scenario, List<CrashedRun> runs) {
        return of(scenario, runs, _ -> _ -> true);
    }

    /// The same with the call sites that a timeline shows, which is less work.
    static List<CallSites> ofTimelines(CrashScenario<?> scenario, List<CrashedRun> runs) {
        return of(scenario, runs, run -> Timeline.wanted(run)::contains);
    }

    private static List<CallSites> of(
            CrashScenario<?> scenario, List<CrashedRun> runs, Function<CrashedRun, IntPredicate> wanted) {
        var sites = new ArrayList<CallSites>();
        for (int depth = 0; depth < runs.size(); depth++) {
            byte[] image = depth == 0 ? null : runs.get(depth - 1).image();
            sites.add(of(scenario, runs.get(depth).recording(), image, wanted.apply(runs.get(depth))));
        }
        return sites;
    }

    /// @param image what the run began with, null for the workload
    static CallSites of(CrashScenario<?> scenario, Recording first, byte[] image, IntPredicate wanted) {
        var stacks = StackRecorder.of(wanted);
        try {
            var second =
                    image == null
                            ? Recording.of(scenario, stacks)
                            : Recording.ofResume(scenario, image, first.maxBytes(), stacks);
            if (second.trace().hash() == first.trace().hash()) return new CallSites(stacks, "");
        } catch (Exception e) {
            return new CallSites(null, "no call sites: a second run of the same work failed with " + e);
        }
        return new CallSites(
                null,
                "no call sites: a second run of the same work did something else, so it is not deterministic"
                        + " (threads, time, hash codes or random numbers may be behind it)");
    }

    Optional<CallSite> at(int event) {
        return stacks == null ? Optional.empty() : stacks.at(event);
    }

    /// Short text, with the caller where that makes a difference; empty when unknown.
    String text(int event) {
        return at(event).map(site -> stacks.isShared(site) ? site.chain() : site.text()).orElse("");
    }
}
