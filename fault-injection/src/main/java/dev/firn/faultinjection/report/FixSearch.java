package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashReport;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.CrashedRun;
import dev.firn.faultinjection.InsertedCalls;
import dev.firn.faultinjection.InsertedCalls.Call;
import dev.firn.faultinjection.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks for the one flush or drain whose absence explains a failure: adds it, as if it were in the program, behind
/// every event of one call site, and explores again. Single drains first, then single flushes, then both; the places
/// nearest to the crash first.
final class FixSearch<S> {
    private final CrashScenario<S> scenario;
    private final CrashOptions options;
    private final List<CrashedRun> runs;
    private final List<CallSites> sites;

    FixSearch(CrashScenario<S> scenario, CrashOptions options, List<CrashedRun> runs, List<CallSites> sites) {
        this.scenario = scenario;
        this.options = options;
        this.runs = runs;
        this.sites = sites;
    }

    /// A line of a program and what it calls there.
    private record Spot(String className, String method, int line, Trace.Kind kind) {
        static Spot of(CallSite site, Trace.Kind kind) {
            return new Spot(site.className(), site.method(), site.line(), kind);
        }
    }

    /// Where a spot was seen last before the crash.
    private record Seen(int depth, int event) {}

    Fix search(int mostRuns) {
        var spots = spots();
        if (spots.isEmpty()) return new Fix.NotSought("not sought: where the stores come from is not known");
        var budget = new Budget(mostRuns);
        int tried = 0;
        for (var call : Call.values()) {
            for (var spot : spots.entrySet()) {
                if (!call.fits(spot.getKey().kind())) continue;
                if (!budget.take()) return new Fix.None(tried, false);
                tried++;
                var report = explore(call, spot.getKey());
                if (report.isPresent()) return insert(call, spot.getValue(), report.get());
            }
        }
        return new Fix.None(tried, true);
    }

    private Map<Spot, Seen> spots() {
        var spots = new LinkedHashMap<Spot, Seen>();
        for (int depth = runs.size() - 1; depth >= 0; depth--) {
            var run = runs.get(depth);
            for (int event = run.event() - 1; event >= 0; event--) {
                var kind = run.trace().kind(event);
                if (!Call.DRAIN.fits(kind)) continue;
                var seen = new Seen(depth, event);
                sites.get(depth).at(event).ifPresent(site -> spots.putIfAbsent(Spot.of(site, kind), seen));
            }
        }
        return spots;
    }

    private Optional<CrashReport> explore(Call call, Spot spot) {
        var mended =
                new InsertedCalls<>(
                        scenario,
                        call,
                        kind ->
                                kind == spot.kind()
                                        && StackRecorder.here()
                                                .map(site -> Spot.of(site, kind).equals(spot))
                                                .orElse(false));
        try {
            // Most calls help nothing, and the failing depth is the cheapest to see it at.
            int depth = runs.size() - 1;
            var report = CrashExplorer.explore(mended, options.withNested(depth));
            return Optional.of(options.nested() > depth ? CrashExplorer.explore(mended, options) : report);
        } catch (CrashFailure | IllegalStateException _) {
            return Optional.empty();
        }
    }

    private Fix insert(Call call, Seen seen, CrashReport verified) {
        var here = sites.get(seen.depth());
        var after = here.at(seen.event()).orElseThrow();
        return new Fix.Insert(call, seen.depth(), seen.event(), after, next(seen), verified);
    }

    private Optional<CallSite> next(Seen seen) {
        var trace = runs.get(seen.depth()).trace();
        for (int event = seen.event() + 1; event < trace.size(); event++) {
            if (trace.thread(event) == trace.thread(seen.event())) return sites.get(seen.depth()).at(event);
        }
        return Optional.empty();
    }
}
