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

    /// With event `event` only right after the later event `until`.
    public static Trace delayed(Trace trace, int event, int until) {
        var edited = new Trace();
        for (int next = 0; next < trace.size(); next++) {
            if (next != event) edited.addCopy(trace, next);
            if (next == until) edited.addCopy(trace, event);
        }
        return edited;
    }
}
