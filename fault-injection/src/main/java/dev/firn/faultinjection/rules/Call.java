package dev.firn.faultinjection.rules;

import dev.firn.faultinjection.Trace;
import java.util.Optional;

/// One call that changed a region, or waited, as a [Finding] names it.
public sealed interface Call {
    /// The call in words.
    String what();

    /// Where in the program it was made; empty when nobody looked.
    Optional<Throwable> stack();

    /// A call of a [CheckedRegion].
    ///
    /// @param verb what was called
    /// @param at the first byte, and `length` how many; a length of -1 where there is no range
    /// @param thread the name of the calling thread
    /// @param site its stack, or null
    record Live(String verb, long at, long length, String thread, Throwable site) implements Call {
        @Override
        public String what() {
            String range = length < 0 ? "" : " 0x%x + %d".formatted(at, length);
            return "%s%s by thread %s".formatted(verb, range, thread.isEmpty() ? "(unnamed)" : thread);
        }

        @Override
        public Optional<Throwable> stack() {
            return Optional.ofNullable(site);
        }
    }

    /// An event of a run that was recorded.
    ///
    /// @param site its stack, from a second run, or null
    record Recorded(Trace trace, int event, Throwable site) implements Call {
        @Override
        public String what() {
            return "event %d: %s".formatted(event, trace.describe(event));
        }

        @Override
        public Optional<Throwable> stack() {
            return Optional.ofNullable(site);
        }
    }
}
