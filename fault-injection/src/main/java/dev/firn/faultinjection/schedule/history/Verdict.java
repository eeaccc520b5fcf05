package dev.firn.faultinjection.schedule.history;

import java.util.List;
import java.util.stream.Collectors;

/// Whether a history was explained.
///
/// @param <S> the states of the specification
public sealed interface Verdict<S> {
    /// Nothing when explained.
    ///
    /// @throws AssertionError with the smallest history that is not
    default void orThrow() {
        if (this instanceof Unexplained<S> unexplained) throw new AssertionError(unexplained.message());
    }

    /// By this order.
    ///
    /// @param order all answered operations and some of the others
    /// @param recovered how many of them a crash left, or -1 where there was none
    record Explained<S>(List<Operation> order, int recovered) implements Verdict<S> {
        public Explained {
            order = List.copyOf(order);
        }
    }

    /// By no order.
    ///
    /// @param what is unexplained: in words
    /// @param smallest what is left of the history when all is taken out that does not matter
    /// @param possible states that could have been found after the crash; empty where there was none
    record Unexplained<S>(String what, History smallest, List<S> possible) implements Verdict<S> {
        private static final int MOST_NAMED = 8;

        public Unexplained {
            possible = List.copyOf(possible);
        }

        /// For people.
        public String message() {
            String states =
                    possible.stream().limit(MOST_NAMED).map(Object::toString).collect(Collectors.joining(" or "));
            String more = possible.size() > MOST_NAMED ? " ... (%d in all)".formatted(possible.size()) : "";
            return what + (possible.isEmpty() ? "" : "\npossible: " + states + more) + "\n" + smallest;
        }
    }
}
