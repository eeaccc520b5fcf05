package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.CrashedRun;
import dev.firn.faultinjection.PendingWord;
import dev.firn.faultinjection.RangeList;
import dev.firn.faultinjection.SimulatedRegion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which of the words that were undecided at a crash the recovery looked at: these made it fail.
final class Reads {
    private static final int MOST_NAMED = 8;

    private Reads() {}

    /// For people; empty when it looked at none, or not through the view of its region.
    static String of(CrashScenario<?> scenario, CrashedRun run) {
        var loads = loads(scenario, run);
        Map<Long, PendingWord> newest = new LinkedHashMap<>();
        run.pending().forEach(word -> newest.put(word.at(), word));
        var named = new ArrayList<String>();
        for (var word : newest.values()) {
            if (!isRead(loads, word.at())) continue;
            String fate = word.garbage() ? "garbage" : word.survived() ? "survived" : "lost";
            named.add("%s (%s)".formatted(scenario.place(word.at()), fate));
        }
        if (named.size() <= MOST_NAMED) return String.join(", ", named);
        return "%s and %d more".formatted(String.join(", ", named.subList(0, MOST_NAMED)), named.size() - MOST_NAMED);
    }

    private static RangeList loads(CrashScenario<?> scenario, CrashedRun run) {
        var region = SimulatedRegion.of(run.image(), run.recording().maxBytes());
        region.recordLoads();
        try {
            scenario.recover(region);
        } catch (Throwable _) {
            // It is known to fail, and what it read until then is what is asked for.
        }
        return region.trace().loads();
    }

    private static boolean isRead(RangeList loads, long word) {
        for (int load = 0; load < loads.size(); load++) {
            if (loads.at(load) < word + 8 && word < loads.at(load) + loads.length(load)) return true;
        }
        return false;
    }
}
