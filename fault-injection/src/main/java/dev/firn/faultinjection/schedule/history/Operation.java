package dev.firn.faultinjection.schedule.history;

/// A call by one thread. Moments are places in the history, counted from 0; only their order means something.
///
/// @param id never used twice in a history
/// @param thread that made it
/// @param input what was asked; may be null
/// @param output what was answered; null also while there is no answer
/// @param invoked the moment it began
/// @param responded the moment it was answered, or [#PENDING]
/// @param persists whether it is a point after whose answer everything answered before it began is durable; such a
///     call means nothing else
public record Operation(
        long id, int thread, Object input, Object output, int invoked, int responded, boolean persists) {
    /// Not answered: it may have had its effect or not.
    public static final int PENDING = Integer.MAX_VALUE;

    public static Operation begun(long id, int thread, Object input, int moment, boolean persists) {
        return new Operation(id, thread, input, null, moment, PENDING, persists);
    }

    public Operation answered(Object answer, int moment) {
        return new Operation(id, thread, input, answer, invoked, moment, persists);
    }

    /// The same, as if no answer had come.
    public Operation unanswered() {
        return new Operation(id, thread, input, null, invoked, PENDING, persists);
    }

    public boolean isPending() {
        return responded == PENDING;
    }

    /// Whether it was over when `other` began.
    public boolean precedes(Operation other) {
        return responded < other.invoked;
    }

    /// For people.
    @Override
    public String toString() {
        return "thread %d: %s%s".formatted(thread, input, isPending() ? " (no answer)" : " -> " + output);
    }
}
