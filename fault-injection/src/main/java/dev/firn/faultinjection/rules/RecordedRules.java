package dev.firn.faultinjection.rules;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Recording;
import dev.firn.faultinjection.Trace;
import dev.firn.faultinjection.rules.Ranges.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Looks whether the run of a [CrashScenario] keeps the rules. Recording costs nothing more; only when a rule was
/// broken is the workload run once more, for the stacks. A run with several threads need not be the same the second
/// time: then the calls are named by their events alone.
public final class RecordedRules {
    private RecordedRules() {}

    /// What breaks a rule in `trace`.
    public static List<Finding> check(Trace trace) {
        var machine = new RuleMachine();
        for (int event = 0; event < trace.size(); event++) step(machine, trace, event);
        return machine.findings();
    }

    /// What breaks a rule in the workload of `scenario`, and in a recovery of what it left, with stacks.
    ///
    /// @param recording of that workload
    public static List<Finding> check(CrashScenario<?> scenario, Recording recording) {
        var findings =
                new ArrayList<>(withStacks(recording.trace(), sites -> Recording.of(scenario, sites::look).trace()));
        try {
            byte[] after = recording.after();
            int maxBytes = recording.maxBytes();
            var resumed = Recording.ofResume(scenario, after, maxBytes);
            findings.addAll(
                    withStacks(
                            resumed.trace(),
                            sites -> Recording.ofResume(scenario, after, maxBytes, sites::look).trace()));
        } catch (Exception refused) {
            return findings; // what a recovery must not refuse is the explorer's to judge
        }
        return findings;
    }

    /// Runs it again.
    private interface SecondRun {
        Trace with(Sites sites) throws Exception;
    }

    private static List<Finding> withStacks(Trace trace, SecondRun run) {
        var findings = check(trace);
        if (findings.isEmpty()) return findings;
        var sites = new Sites(findings);
        try {
            if (!isSameRun(run.with(sites), trace)) return findings;
        } catch (Exception differs) {
            return findings;
        }
        return findings.stream().map(sites::filledIn).toList();
    }

    /// By kinds and places: stored words may differ, since stores have random names.
    private static boolean isSameRun(Trace one, Trace other) {
        boolean same = one.size() == other.size();
        for (int event = 0; same && event < one.size(); event++) {
            same = one.kind(event) == other.kind(event) && one.at(event) == other.at(event);
        }
        return same;
    }

    /// The stacks of the events that findings name.
    private static final class Sites {
        private final Map<Integer, Throwable> byEvent = new HashMap<>();

        Sites(List<Finding> findings) {
            findings.stream().flatMap(Finding::calls).forEach(call -> byEvent.put(event(call), null));
        }

        void look(int event, Trace.Kind kind) {
            if (byEvent.containsKey(event)) byEvent.put(event, new Throwable(kind.toString()));
        }

        Finding filledIn(Finding finding) {
            return finding.with(filledIn(finding.call()), finding.store().map(this::filledIn));
        }

        private Call filledIn(Call call) {
            return call instanceof Call.Recorded(var trace, var event, var _)
                    ? new Call.Recorded(trace, event, byEvent.get(event))
                    : call;
        }

        private static int event(Call call) {
            return call instanceof Call.Recorded(var _, var event, var _) ? event : -1;
        }
    }

    private static void step(RuleMachine machine, Trace trace, int event) {
        long thread = trace.thread(event);
        long at = trace.at(event);
        long argument = trace.argument(event);
        Supplier<Call> call = () -> new Call.Recorded(trace, event, null);
        switch (trace.kind(event)) {
            case WRITE -> machine.stored(call.get(), thread, at, argument, State.WRITTEN);
            case PUBLISH, STORE -> machine.stored(call.get(), thread, at, argument, State.STORED);
            case FLUSH -> machine.flushed(call, thread, at, argument);
            case DRAIN -> {
                machine.beginDrain(call, thread);
                machine.endDrain(thread, true);
            }
            case SYNC -> machine.synced(at, at + argument);
            case SYNC_FAILED -> machine.endDrain(thread, false);
            case KILL -> machine.died();
            case ACKNOWLEDGED -> machine.acknowledged(call, "operation " + argument, thread);
            case RELEASE -> machine.synced(at, at + argument);
            case SHRINK -> machine.synced(argument, Long.MAX_VALUE);
            case GROW, STARTED, MARK -> {}
        }
    }
}
