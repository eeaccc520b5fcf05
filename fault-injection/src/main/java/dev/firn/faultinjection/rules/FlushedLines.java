package dev.firn.faultinjection.rules;

import dev.firn.faultinjection.rules.Ranges.Range;
import dev.firn.faultinjection.rules.Ranges.State;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The lines of one flush, by what it was good for in each. A rule is reported once, with the first line that breaks
/// it.
final class FlushedLines {
    private final Supplier<Call> call;
    private final Map<Rule, Wasted> wasted = new EnumMap<>(Rule.class);
    private long count;

    /// @param store a store of the first line, or null where there is none
    private record Wasted(long firstLine, long lines, Call store) {
        Wasted plusOne() {
            return new Wasted(firstLine, lines + 1, store);
        }
    }

    FlushedLines(Supplier<Call> call) {
        this.call = call;
    }

    /// @param own what the flushing thread has stored there, and is not durable
    void add(long line, List<Range> own) {
        count++;
        if (own.stream().anyMatch(range -> range.state == State.STORED || range.state == State.FAILED)) return;
        var rule =
                own.isEmpty()
                        ? Rule.FLUSH_OF_CLEAN
                        : own.stream().anyMatch(range -> range.state == State.FLUSHED)
                                ? Rule.DOUBLE_FLUSH
                                : Rule.NEEDLESS_FLUSH;
        var store = own.isEmpty() ? null : own.getFirst().store;
        wasted.merge(rule, new Wasted(line, 1, store), (old, _) -> old.plusOne());
    }

    void report(RuleMachine machine) {
        wasted.forEach((rule, what) ->
                machine.find(
                        rule,
                        "line 0x%x, %d of %d lines".formatted(what.firstLine(), what.lines(), count),
                        call.get(),
                        what.store()));
    }
}
