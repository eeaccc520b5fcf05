package dev.firn.faultinjection;

import java.util.function.IntPredicate;

/// Traces of programs that nobody wrote: a recorded one with one thing changed. What was
/// declared to be under a checksum, and what was loaded, is not copied.
public final class TraceEdits {
    private TraceEdits() {}

    /// Without the events that `dropped` names by their numbers.
    public static Trace without(Trace trace, IntPredicate dropped) {
        var edited = new Trace();
        for (int event = 0; event < trace.size(); event++) if (!dropped.test(event)) edited.addCopy(trace, event);
        return edited;
    }

    /// With event `event` and the one behind it in each other's place.
    public static Trace swapped(Trace trace, int event) {
        var edited = new Trace();
        for (int next = 0; next < trace.size(); next++) {
            int from = next == event ? event + 1 : next == event + 1 ? event : next;
            edited.addCopy(trace, from);
        }
        return edited;
    }
}
