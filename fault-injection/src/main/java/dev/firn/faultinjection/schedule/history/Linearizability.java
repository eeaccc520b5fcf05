package dev.firn.faultinjection.schedule.history;

import java.util.List;
import java.util.function.Predicate;

/// Whether some order of the operations of a history explains it. For small histories: the effort may grow with the
/// factorial of the operations that overlap.
public final class Linearizability {
    /// Operations that a history may have, persist points not counted.
    public static final int MOST = 63;

    private Linearizability() {}

    /// Without a crash: every answer must be the one of an order in which no operation comes before one that was
    /// answered before it began. Operations without an answer may be in it or not.
    public static <S> Verdict<S> check(History history, Specification<S> specification) {
        return check(history, specification, null, _ -> true, "no order of the operations gives these answers");
    }

    /// After a crash at the end of `history`, where an answer means that the operation is durable: `recovered` must be
    /// the state after all answered operations and any of the others, in an order as of [#check].
    public static <S> Verdict<S> checkDurable(History history, Specification<S> specification, S recovered) {
        return check(
                history,
                specification,
                recovered::equals,
                operation -> !operation.isPending(),
                "no order of the operations leads to what was recovered: " + recovered);
    }

    /// After a crash where an answer does not mean that the operation is durable: `recovered` must be the state after
    /// some beginning of an order as of [#check], in which is everything that was answered before a persist point
    /// began that was itself answered.
    public static <S> Verdict<S> checkBuffered(History history, Specification<S> specification, S recovered) {
        int lastPersist =
                history.operations().stream()
                        .filter(operation -> operation.persists() && !operation.isPending())
                        .mapToInt(Operation::invoked)
                        .max()
                        .orElse(-1);
        return check(
                history,
                specification,
                recovered::equals,
                operation -> operation.responded() < lastPersist,
                "no beginning of an order of the operations, with all that was persisted, leads to what was recovered: "
                        + recovered);
    }

    private static <S> Verdict<S> check(
            History history,
            Specification<S> specification,
            Predicate<S> cut,
            Predicate<Operation> persisted,
            String what) {
        var search = new OrderSearch<>(specification, history, cut, persisted);
        if (search.run()) return new Verdict.Explained<>(search.order(), search.cutAfter());
        var smallest = Smallest.of(history, specification, cut, persisted);
        return new Verdict.Unexplained<>(what, smallest, cut == null ? List.of() : search.possible());
    }
}
