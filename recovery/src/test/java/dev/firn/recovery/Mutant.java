package dev.firn.recovery;

import java.lang.classfile.CodeBuilder;
import java.util.function.Consumer;

/// A way to break the log: one change to one method of the compiled code, made while a test loads it.
///
/// @param killer the check, of [Subjects], that finds it
/// @param rule the rule of the protocol that it breaks
/// @param what it does, in a few words
/// @param type simple name of the class, in the log or its recovery
record Mutant(String killer, String rule, String what, String type, String method, Change change) {
    /// How the method is changed.
    sealed interface Change {
        /// Its calls of another method are left out; what they would have returned is zero or null.
        record DropCalls(String owner, String name) implements Change {}

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
