package dev.firn.recovery;

import dev.firn.faultinjection.mutation.Change;
import dev.firn.faultinjection.mutation.MutantLoader;
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

    /// Loads the log, its recovery and these tests anew, with this mistake.
    MutantLoader loader() {
        return new MutantLoader(
                Mutant.class.getClassLoader(), type, method, change, "dev.firn.log", "dev.firn.recovery");
    }

    static Mutant dropping(
            String killer, String rule, String what, String type, String method, String owner, String name) {
        return new Mutant(killer, rule, what, type, method, new Change.DropCalls(owner, name));
    }

    static Mutant answering(String killer, String rule, String what, String type, String method, int value) {
        return new Mutant(killer, rule, what, type, method, new Change.Answer(value));
    }

    static Mutant replacing(
            String killer,
            String rule,
            String what,
            String type,
            String method,
            String owner,
            String called,
            Consumer<CodeBuilder> instead) {
        return new Mutant(killer, rule, what, type, method, new Change.ReplaceCalls(owner, called, instead));
    }
}
