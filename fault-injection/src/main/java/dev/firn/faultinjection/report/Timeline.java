package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashedRun;
import dev.firn.faultinjection.PendingWord;
import dev.firn.faultinjection.Trace;
import dev.firn.faultinjection.report.StoryLine.Tone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/// The events of a run that matter for its crash, in order: the stores that were pending, what was flushed and drained
/// and acknowledged meanwhile, the crash, and the drain that came too late.
final class Timeline {
    private static final int MOST_STORES = 24;
    private static final int MOST_OTHERS = 24;

    private final CrashedRun run;
    private final CallSites sites;
    private final LongFunction<String> place;
    private final Trace trace;
    private final Map<Integer, List<PendingWord>> pendingByEvent;

    /// @param place names an address
    Timeline(CrashedRun run, CallSites sites, LongFunction<String> place) {
        this.run = run;
        this.sites = sites;
        this.place = place;
        this.trace = run.trace();
        this.pendingByEvent = run.pending().stream().collect(Collectors.groupingBy(PendingWord::event));
    }

    List<StoryLine> lines() {
        var lines = new ArrayList<StoryLine>();
        int last = -1;
        for (int event : events()) {
            leftOut(lines, last, event);
            lines.add(line(event));
            last = event;
        }
        leftOut(lines, last, run.event());
        lines.add(crash());
        return lines;
    }

    /// An event and its call site, for whoever points at it.
    String sentence(int event) {
        return "t=%d %s %s".formatted(event, what(event).replaceAll(" +", " "), sites.text(event)).strip();
    }

    /// The events whose call sites a timeline of `run` shows.
    static Set<Integer> wanted(CrashedRun run) {
        var timeline = new Timeline(run, new CallSites(null, ""), Long::toString);
        var wanted = timeline.events();
        wanted.add(timeline.nextDrain());
        return wanted;
    }

    private Set<Integer> events() {
        var stores = stores();
        var events = new TreeSet<>(stores);
        int first = events.isEmpty() ? Math.max(0, run.event() - 6) : events.getFirst();
        // What was begun is worth a line, though it is before the first store.
        for (int event = first - 1; event >= Math.max(0, first - 3); event--) {
            if (trace.kind(event) == Trace.Kind.STARTED) first = event;
        }
        var others = new ArrayList<Integer>();
        for (int event = first; event < run.event(); event++) {
            if (!isStore(event) || events.size() < 4) others.add(event);
        }
        events.addAll(others.subList(Math.max(0, others.size() - MOST_OTHERS), others.size()));
        return events;
    }

    /// Those that lost something, and then the newest ones.
    private Set<Integer> stores() {
        var chosen = new TreeSet<Integer>();
        var newestFirst = new TreeSet<>(pendingByEvent.keySet()).descendingSet();
        for (boolean lost : new boolean[] {true, false}) {
            for (int event : newestFirst) {
                if (chosen.size() < MOST_STORES && fate(event).isLoss() == lost) chosen.add(event);
            }
        }
        return chosen;
    }

    private void leftOut(List<StoryLine> lines, int last, int next) {
        if (last >= 0 && next > last + 1) lines.add(StoryLine.remark("... %d events".formatted(next - last - 1)));
        else if (last < 0 && next > 0) lines.add(StoryLine.remark("... %d events before".formatted(next)));
    }

    private StoryLine line(int event) {
        return isStore(event)
                ? new StoryLine(event, what(event), sites.text(event), fate(event).text(pending(event)), tone(event))
                : new StoryLine(event, what(event), sites.text(event), "", Tone.PLAIN);
    }

    private Tone tone(int event) {
        var fate = fate(event);
        if (fate.isLoss()) return Tone.LOST;
        return fate == Fate.DURABLE ? Tone.DURABLE : Tone.SURVIVED;
    }

    private StoryLine crash() {
        return new StoryLine(run.event(), "CRASH", "", tooLate(), Tone.CRASH);
    }

    /// Where the drain stands that the crash came before.
    private String tooLate() {
        if (pendingByEvent.keySet().stream().noneMatch(event -> fate(event).isLoss())) return "";
        int event = nextDrain();
        if (event < 0) return "no drain comes after it";
        String where = sites.text(event);
        return "the next %s comes at t=%d%s"
                .formatted(
                        trace.kind(event) == Trace.Kind.SYNC ? "sync" : "drain",
                        event,
                        where.isEmpty() ? "" : ", " + where);
    }

    /// The first drain or sync behind the crash that is of use to the last store that lost something, or -1.
    private int nextDrain() {
        var lost = pendingByEvent.keySet().stream().filter(event -> fate(event).isLoss()).toList();
        for (int event = run.event(); !lost.isEmpty() && event < trace.size(); event++) {
            boolean same = trace.thread(event) == trace.thread(Collections.max(lost));
            if (trace.kind(event) == Trace.Kind.SYNC || trace.kind(event) == Trace.Kind.DRAIN && same) return event;
        }
        return -1;
    }

    private String what(int event) {
        String kind = trace.kind(event).toString();
        String thread = trace.thread(event) == 0 ? "" : " (thread " + trace.thread(event) + ")";
        String what =
                switch (trace.kind(event)) {
                    case WRITE, PUBLISH, STORE, RELEASE, FLUSH, SYNC ->
                            "%-7s %s + %d".formatted(kind, place.apply(trace.at(event)), trace.argument(event));
                    case GROW, SHRINK -> "%-7s to %d bytes".formatted(kind, trace.argument(event));
                    case STARTED -> "operation %d begins".formatted(trace.argument(event));
                    case ACKNOWLEDGED -> "operation %d is acknowledged".formatted(trace.argument(event));
                    case MARK -> "mark %d".formatted(trace.argument(event));
                    case DRAIN, SYNC_FAILED, KILL -> kind;
                };
        return what + thread;
    }

    private boolean isStore(int event) {
        return switch (trace.kind(event)) {
            case WRITE, PUBLISH, STORE, RELEASE -> true;
            case FLUSH, DRAIN, SYNC, SYNC_FAILED, GROW, SHRINK, KILL, STARTED, ACKNOWLEDGED, MARK -> false;
        };
    }

    private Fate fate(int event) {
        return Fate.of(pending(event));
    }

    private List<PendingWord> pending(int event) {
        return pendingByEvent.getOrDefault(event, List.of());
    }
}
