package dev.firn.faultinjection.mutation;

import dev.firn.faultinjection.Trace;
import dev.firn.faultinjection.TraceEdits;
import java.util.Objects;

/// One change to what a program did, named by where in the program it is.
///
/// @param kind what is changed
/// @param first the call that is left out, or comes too late
/// @param second the call that comes too early; null when the first is left out
public record Mutation(Kind kind, Call first, Call second) {
    /// The ways to change a trace.
    public enum Kind {
        /// The call is not made.
        DROP,
        /// The call comes after the next one of its thread.
        SWAP
    }

    /// A call of the program.
    ///
    /// @param kind what it does
    /// @param from the methods that it was made in, nearest first
    public record Call(Trace.Kind kind, String from) {
        @Override
        public String toString() {
            return kind + " in " + from;
        }
    }

    public Mutation {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(first, "first");
    }

    /// For people.
    public String text() {
        return switch (kind) {
            case DROP -> "without " + first;
            case SWAP -> first + " only after " + second;
        };
    }

    Trace edit(Trace trace, int event) {
        return switch (kind) {
            case DROP -> TraceEdits.without(trace, dropped -> dropped == event);
            case SWAP -> TraceEdits.delayed(trace, event, next(trace, event));
        };
    }

    /// The next event of the same thread, or -1.
    static int next(Trace trace, int event) {
        for (int next = event + 1; next < trace.size(); next++) {
            if (trace.thread(next) == trace.thread(event)) return next;
        }
        return -1;
    }
}
