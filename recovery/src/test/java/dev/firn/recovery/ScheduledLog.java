package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.schedule.ConcurrentScenario;
import dev.firn.faultinjection.schedule.Run;
import dev.firn.faultinjection.schedule.Task;
import dev.firn.faultinjection.schedule.history.History;
import dev.firn.faultinjection.schedule.history.Operation;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.recovery.LogScenario.Found;
import dev.firn.recovery.LogScenario.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Several threads append batches to the production log, one after the other each, all at the same time.
///
/// @param batches what each thread appends
/// @param segments of the region, which may not grow
/// @param closes whether the log is closed when all have ended
record ScheduledLog(LogOptions options, List<List<Op[]>> batches, int segments, boolean closes)
        implements ConcurrentScenario<Found> {
    /// A batch, by its number, and the commit stamp that it was given.
    record Append(int number) {}

    static ScheduledLog of(LogOptions options, List<List<Op[]>> batches) {
        return new ScheduledLog(options, batches, 4, false);
    }

    ScheduledLog thatCloses() {
        return new ScheduledLog(options, batches, segments, true);
    }

    @Override
    public SimulatedRegion prepare() {
        int bytes = LogScenario.regionBytes(segments);
        var region = SimulatedRegion.create(bytes, bytes);
        Log.format(region, options);
        return region;
    }

    @Override
    public List<Task> threads(Run run) {
        var log = Recovery.open(run.region(), options).log();
        if (closes) run.afterwards(log::close);
        var tasks = new ArrayList<Task>();
        int number = 0;
        for (var mine : batches) {
            int first = number;
            number += mine.size();
            tasks.add(() -> {
                for (int i = 0; i < mine.size(); i++) append(run, log, first + i, mine.get(i));
            });
        }
        return tasks;
    }

    private static void append(Run run, Log log, int number, Op[] ops) throws Exception {
        var batch = LogScenario.batch(log, number, ops);
        run.call(new Append(number), () -> log.append(batch));
        log.install(batch);
    }

    @Override
    public Found recover(SimulatedRegion region) {
        return LogScenario.contents(Recovery.open(region, options).log());
    }

    /// All that was answered, nothing that had not begun, and the contents as the stamps order them. Where two without
    /// an answer wrote one object, either may be the newer.
    @Override
    public void judge(Found found, History history) {
        var there = found.batches();
        var begun = new TreeMap<Integer, Operation>();
        for (var operation : history.operations()) begun.put(((Append) operation.input()).number(), operation);
        begun.forEach((number, operation) -> {
            if (!operation.isPending() && !there.contains(number)) throw new AssertionError("lost batch " + number);
        });
        for (int number : there) {
            if (!begun.containsKey(number)) throw new AssertionError("invented batch " + number);
        }
        if (!explains(found, begun, new ArrayList<>(), there)) {
            throw new AssertionError("no order of the batches %s leads to %s".formatted(there, found));
        }
    }

    private boolean explains(Found found, Map<Integer, Operation> begun, List<Integer> order, TreeSet<Integer> there) {
        if (order.size() == there.size()) return contents(order).equals(found.contents());
        for (int next : there) {
            if (order.contains(next) || !mayFollow(begun, order, there, next)) continue;
            order.add(next);
            if (explains(found, begun, order, there)) return true;
            order.removeLast();
        }
        return false;
    }

    /// Nothing that is still to come was over before it began, or has a smaller stamp.
    private static boolean mayFollow(
            Map<Integer, Operation> begun, List<Integer> order, TreeSet<Integer> there, int next) {
        var operation = begun.get(next);
        for (int other : there) {
            var before = begun.get(other);
            if (other == next || order.contains(other)) continue;
            if (before.precedes(operation)) return false;
            boolean bothStamped = !before.isPending() && !operation.isPending();
            if (bothStamped && (long) before.output() < (long) operation.output()) return false;
        }
        return true;
    }

    private Map<Long, String> contents(List<Integer> order) {
        var all = batches.stream().flatMap(List::stream).toList();
        var contents = new TreeMap<Long, String>();
        for (int number : order) LogScenario.apply(contents, number, all.get(number));
        return contents;
    }

    static List<Op[]> puts(Op.Put... puts) {
        return Arrays.stream(puts).map(put -> new Op[] {put}).toList();
    }
}
