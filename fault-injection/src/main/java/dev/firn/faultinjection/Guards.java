package dev.firn.faultinjection;

/// Which guarded range each event of a trace stored into; -1 for none.
final class Guards {
    private final int[] guardOf;

    private Guards(int[] guardOf) {
        this.guardOf = guardOf;
    }

    /// Null when `mode` guards nothing.
    static Guards of(Trace trace, GuardMode mode) {
        return switch (mode) {
            case NONE -> null;
            case MARKED -> new Guards(marked(trace));
            case WRITES -> new Guards(writes(trace));
        };
    }

    int of(int event) {
        return guardOf[event];
    }

    private static int[] writes(Trace trace) {
        var guardOf = new int[trace.size()];
        for (int event = 0; event < guardOf.length; event++) {
            guardOf[event] = trace.kind(event) == Trace.Kind.WRITE ? event : -1;
        }
        return guardOf;
    }

    private static int[] marked(Trace trace) {
        var guardOf = new int[trace.size()];
        for (int event = 0; event < guardOf.length; event++) guardOf[event] = guard(trace, event);
        return guardOf;
    }

    /// The first guard declared after the store that holds all of it: later ones cover later contents.
    private static int guard(Trace trace, int event) {
        if (!trace.isStore(event)) return -1;
        var guards = trace.guards();
        for (int guard = 0; guard < guards.size(); guard++) {
            int from = guards.at(guard);
            boolean after = guards.event(guard) > event;
            long end = trace.at(event) + trace.argument(event);
            if (after && trace.at(event) >= from && end <= from + guards.length(guard)) return guard;
        }
        return -1;
    }
}
