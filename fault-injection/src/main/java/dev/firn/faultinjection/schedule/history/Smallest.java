package dev.firn.faultinjection.schedule.history;

import java.util.function.Predicate;

/// Makes an unexplained history smaller, by steps that only make it easier to explain: what is left is still wrong, and
/// for the same reason.
final class Smallest {
    private Smallest() {}

    static <S> History of(
            History history, Specification<S> specification, Predicate<S> cut, Predicate<Operation> persisted) {
        var smallest = cut == null ? shortestBeginning(history, specification) : history;
        for (var operation : smallest.operations()) {
            if (operation.persists() || specification.changes(operation.input())) continue;
            var without = smallest.without(operation);
            if (!isExplained(without, specification, cut, persisted)) smallest = without;
        }
        for (var operation : smallest.operations()) {
            if (operation.persists() || operation.isPending()) continue;
            var weaker = smallest.with(operation.unanswered());
            if (!isExplained(weaker, specification, cut, persisted)) smallest = weaker;
        }
        return smallest;
    }

    /// Up to the answer that is one too many.
    private static <S> History shortestBeginning(History history, Specification<S> specification) {
        int[] answers =
                history.operations().stream()
                        .mapToInt(Operation::responded)
                        .filter(moment -> moment != Operation.PENDING)
                        .sorted()
                        .toArray();
        for (int moment : answers) {
            var beginning = until(history, moment);
            if (!isExplained(beginning, specification, null, _ -> true)) return beginning;
        }
        return history;
    }

    private static History until(History history, int moment) {
        return new History(
                history.operations().stream()
                        .filter(operation -> operation.invoked() <= moment)
                        .map(operation -> operation.responded() <= moment ? operation : operation.unanswered())
                        .toList());
    }

    private static <S> boolean isExplained(
            History history, Specification<S> specification, Predicate<S> cut, Predicate<Operation> persisted) {
        return new OrderSearch<>(specification, history, cut, persisted).run();
    }
}
