package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashReport;
import dev.firn.faultinjection.InsertedCalls;
import java.util.Objects;
import java.util.Optional;

/// What a search for the missing call came to.
public sealed interface Fix {
    /// For people, one or two sentences.
    String text();

    /// One call more, and every crash that was tried is survived.
    ///
    /// @param call what is missing
    /// @param depth of nesting of the run that `event` is of, 0 for the workload
    /// @param event behind which it is missing
    /// @param after the place in the program behind which it is missing
    /// @param before the place that comes next on the same thread, empty at the end
    /// @param verified the crashes that were survived with it
    record Insert(
            InsertedCalls.Call call,
            int depth,
            int event,
            CallSite after,
            Optional<CallSite> before,
            CrashReport verified)
            implements Fix {
        public Insert {
            Objects.requireNonNull(call, "call");
            Objects.requireNonNull(after, "after");
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(verified, "verified");
        }

        @Override
        public String text() {
            return "%s after t=%d, %s%s. With it, each of %d images at %d crash points is survived."
                    .formatted(
                            call.words(),
                            event,
                            after.chain(),
                            before.map(next -> ", before " + next.chain()).orElse(""),
                            verified.images(),
                            verified.points() + verified.nestedPoints());
        }
    }

    /// None that was tried helps alone.
    ///
    /// @param tried how many calls were tried
    /// @param complete whether that was all of them
    record None(int tried, boolean complete) implements Fix {
        @Override
        public String text() {
            return complete
                    ? "no single flush or drain mends it (%d tried): look at what is written and what recovery believes"
                            .formatted(tried)
                    : "none found among the first %d flushes and drains that were tried".formatted(tried);
        }
    }

    /// It was not looked for.
    record NotSought(String why) implements Fix {
        @Override
        public String text() {
            return why;
        }
    }
}
