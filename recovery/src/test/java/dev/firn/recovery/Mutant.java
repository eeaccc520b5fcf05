package dev.firn.recovery;

import java.lang.classfile.CodeBuilder;
import java.util.Set;
import java.util.function.Consumer;

/// A way to break the log: one change to one method of the compiled code, made while a test loads it.
///
/// @param killer the check, of [Subjects], that finds it
/// @param rule the rule of the protocol that it breaks
/// @param what it does, in a few words
/// @param type simple name of the class, in the log or its recovery
/// @param points the ordering points that it does without; none for a guard of another kind
record Mutant(
        String killer, String rule, String what, String type, String method, Change change, Set<OrderingPoint> points) {
    Mutant {
        points = Set.copyOf(points);
    }

    Mutant(String killer, String rule, String what, String type, String method, Change change) {
        this(killer, rule, what, type, method, change, Set.of());
    }

    /// The same, said to do without these.
    Mutant at(OrderingPoint... without) {
        return new Mutant(killer, rule, what, type, method, change, Set.of(without));
    }

    /// How the method is changed.
    sealed interface Change {
        /// Its calls of another method are left out; what they would have returned is zero or null.
        record DropCalls(String owner, String name) implements Change {}

        /// In place of its calls of another method, which have pushed their arguments, it does this.
        record ReplaceCalls(String owner, String name, Consumer<CodeBuilder> instead) implements Change {}

        /// It returns this and does nothing else.
        record Answer(int value) implements Change {}

        /// It sees zero in place of one of its parameters, a slot number.
        record ZeroLong(int slot) implements Change {}

        /// The same for an `int`.
        record ZeroInt(int slot) implements Change {}

        /// It does something else.
        record Body(Consumer<CodeBuilder> code) implements Change {}
    }

    static Mutant dropping(
            String killer, String rule, String what, String type, String method, String owner, String name) {
        return new Mutant(killer, rule, what, type, method, new Change.DropCalls(owner, name));
    }

    static Mutant answering(String killer, String rule, String what, String type, String method, int value) {
        return new Mutant(killer, rule, what, type, method, new Change.Answer(value));
    }
}
