package dev.firn.faultinjection.rules;

import dev.firn.faultinjection.rules.Ranges.Range;
import dev.firn.faultinjection.rules.Ranges.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What every stored byte has gone through, and the rules that are broken on the way: stored, write-back begun, and
/// then, when its thread has drained, forgotten, as it is durable. Not safe for use by several threads.
///
/// A [Call] that is only wanted when it breaks a rule is given as a supplier, as it may cost a stack walk.
final class RuleMachine {
    private static final int LINE = 64;

    /// More findings than anybody reads.
    private static final int MOST = 1000;

    private final Ranges pending = new Ranges();
    private final Map<Long, Ranges> batches = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private boolean batchesDeclared;

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    List<Finding> takeFindings() {
        var taken = findings();
        findings.clear();
        return taken;
    }

    void stored(Call call, long thread, long at, long length, State state) {
        if (length == 0) return;
        var inOther = inBatchOfAnother(thread, at, at + length);
        if (inOther != null) {
            find(Rule.BATCHES_OVERLAP, "0x%x + %d".formatted(inOther.start, inOther.length()), call, inOther.store);
        } else {
            requireNotOverwritten(call, at, at + length);
        }
        if (batchesDeclared && !batches.containsKey(thread)) {
            find(Rule.STORE_OUTSIDE_BATCH, "no batch was begun by this thread", call, null);
        }
        pending.put(new Range(at, at + length, thread, call, state));
        if (batches.containsKey(thread)) batches.get(thread).put(new Range(at, at + length, thread, call, state));
    }

    private Range inBatchOfAnother(long thread, long from, long to) {
        if (!batches.containsKey(thread)) return null;
        for (var other : batches.entrySet()) {
            if (other.getKey() == thread) continue;
            var over = other.getValue().over(from, to);
            if (!over.isEmpty()) return over.getFirst();
        }
        return null;
    }

    private void requireNotOverwritten(Call call, long from, long to) {
        for (var old : pending.over(from, to)) {
            if (old.state == State.FAILED) continue;
            long first = Math.max(from, old.start);
            long bytes = Math.min(to, old.end) - first;
            find(Rule.OVERWRITTEN_BEFORE_DURABLE, "0x%x + %d".formatted(first, bytes), call, old.store);
            return;
        }
    }

    void outOfBounds(Supplier<Call> call, long size) {
        find(Rule.OUT_OF_BOUNDS, "the region has %d bytes".formatted(size), call.get(), null);
    }

    /// The flush reaches whole words; what is wrong with it is found line by line.
    void flushed(Supplier<Call> call, long thread, long at, long length) {
        if (length <= 0) return;
        long from = at & -Long.BYTES;
        long to = at + length + Long.BYTES - 1 & -Long.BYTES;
        var lines = new FlushedLines(call);
        for (long line = from & -LINE; line < to; line += LINE) {
            lines.add(line, own(thread, Math.max(line, from), Math.min(line + LINE, to)));
        }
        lines.report(this);
        pending.divide(from, to);
        for (var range : own(thread, from, to)) if (range.state == State.STORED) range.state = State.FLUSHED;
    }

    private List<Range> own(long thread, long from, long to) {
        return pending.over(from, to).stream().filter(range -> range.thread == thread).toList();
    }

    /// A drain begins. What the thread stores or flushes from now on is not covered by it, but a thread does one thing
    /// at a time.
    void beginDrain(Supplier<Call> call, long thread) {
        boolean any = false;
        boolean complete = true;
        for (var range : pending.all()) {
            if (range.thread != thread || range.state == State.FAILED) continue;
            any = true;
            range.draining = range.begun();
            if (!range.draining && complete) {
                complete = false;
                String where = "0x%x + %d".formatted(range.start, range.length());
                find(Rule.PUBLISHED_NOT_FLUSHED, where, call.get(), range.store);
            }
        }
        if (!any) find(Rule.DRAIN_OF_NOTHING, "everything this thread stored is durable already", call.get(), null);
    }

    void endDrain(long thread, boolean succeeded) {
        if (succeeded) {
            pending.removeIf(range -> range.thread == thread && range.draining);
        } else {
            for (var range : pending.all()) range.state = State.FAILED;
        }
    }

    /// Everybody's bytes in `[from, to)` are durable, or nobody's any more.
    void synced(long from, long to) {
        pending.cut(from, to);
    }

    void acknowledged(Supplier<Call> call, String what, Predicate<Range> concerned) {
        long count = pending.all().stream().filter(concerned).count();
        if (count == 0) return;
        var first = pending.all().stream().filter(concerned).findFirst().orElseThrow();
        find(Rule.ACKNOWLEDGED_NOT_DURABLE, describe(what, first, count), call.get(), first.store);
    }

    void acknowledged(Supplier<Call> call, String what, long thread) {
        acknowledged(call, what, range -> range.thread == thread);
    }

    void acknowledged(Supplier<Call> call, String what, long from, long to) {
        acknowledged(call, what, range -> range.start < to && range.end > from);
    }

    private static String describe(String what, Range first, long count) {
        String state =
                switch (first.state) {
                    case STORED -> "was not flushed";
                    case WRITTEN, FLUSHED -> "was not drained";
                    case FAILED -> "was lost with a failed sync";
                };
        String more = count == 1 ? "" : ", and %d more".formatted(count - 1);
        return "%s: 0x%x + %d %s%s".formatted(what, first.start, first.length(), state, more);
    }

    /// @throws IllegalStateException when the thread has begun one already
    void beginBatch(long thread) {
        if (batches.putIfAbsent(thread, new Ranges()) != null) {
            throw new IllegalStateException("this thread has begun a batch that has not ended");
        }
        batchesDeclared = true;
    }

    /// @throws IllegalStateException when the thread has not begun one
    void endBatch(long thread) {
        if (batches.remove(thread) == null) throw new IllegalStateException("this thread has begun no batch");
    }

    void closed(Supplier<Call> call) {
        var dirty = pending.all().stream().filter(range -> range.state != State.FAILED).toList();
        if (!dirty.isEmpty()) {
            var first = dirty.getFirst();
            find(Rule.CLOSED_DIRTY, describe("the region", first, dirty.size()), call.get(), first.store);
        }
        if (!batches.isEmpty()) {
            find(Rule.CLOSED_IN_BATCH, "%d batches have not ended".formatted(batches.size()), call.get(), null);
        }
        died();
    }

    /// The process died: what it left is what a crash leaves, and no one's mistake.
    void died() {
        pending.clear();
        batches.clear();
    }

    void find(Rule rule, String message, Call call, Call store) {
        if (findings.size() < MOST) findings.add(new Finding(rule, message, call, Optional.ofNullable(store)));
    }
}
