package dev.firn.faultinjection.schedule.history;

/// What an object does when one thread uses it alone. Stateless; may be used by several threads.
///
/// @param <S> its state: immutable, compared by `equals`, with a `toString` for messages
public interface Specification<S> {
    /// The state at the beginning of a history.
    S initial();

    /// What `input` makes of `state`, and what it answers.
    ///
    /// @throws IllegalArgumentException when `input` is nothing it knows
    Step<S> step(S state, Object input);

    /// Whether `input` can change a state. What cannot is left out of a message where it does not matter.
    default boolean changes(Object input) {
        return true;
    }

    /// A new state, and an answer, which may be null and is compared by `equals`.
    record Step<S>(S state, Object output) {}
}
