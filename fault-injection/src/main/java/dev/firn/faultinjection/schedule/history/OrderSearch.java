package dev.firn.faultinjection.schedule.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/// The search for an order of operations: Wing and Gong's, with the set of visited places that Lowe added.
///
/// An order takes operations one after the other, none before one that was answered before it began. A taken operation
/// that was answered must answer the same. The order is complete when it has all that were answered. Somewhere in it,
/// where [#mustHold] were all taken, the state must pass `cut`.
final class OrderSearch<S> {
    private final Specification<S> specification;
    private final List<Operation> operations;
    private final Predicate<S> cut;
    private final long mustHold;
    private final long answered;
    private final long[] before;
    private final Set<Place<S>> visited = new HashSet<>();
    private final Set<S> possible = new LinkedHashSet<>();
    private final Deque<Operation> order = new ArrayDeque<>();
    private int cutAfter = -1;

    private record Place<S>(long taken, S state, boolean isCut) {}

    /// @param cut null where there was no crash
    /// @param persisted the operations that a crash must not take away
    OrderSearch(Specification<S> specification, History history, Predicate<S> cut, Predicate<Operation> persisted) {
        this.specification = specification;
        this.operations = history.operations().stream().filter(operation -> !operation.persists()).toList();
        this.cut = cut;
        if (operations.size() > Linearizability.MOST) {
            throw new IllegalArgumentException(
                    "a history of %d operations is too long to search, at most %d"
                            .formatted(operations.size(), Linearizability.MOST));
        }
        this.mustHold = mask(persisted);
        this.answered = mask(operation -> !operation.isPending());
        this.before = new long[operations.size()];
        for (int i = 0; i < before.length; i++) {
            var operation = operations.get(i);
            before[i] = mask(other -> other.precedes(operation));
        }
    }

    /// Whether there is such an order.
    boolean run() {
        return from(0, specification.initial(), cut == null);
    }

    /// The order that [#run] found.
    List<Operation> order() {
        return List.copyOf(order);
    }

    /// How many operations of the order came before the cut, or -1.
    int cutAfter() {
        return cutAfter;
    }

    /// After a search that found none: the states at which the crash could have been.
    List<S> possible() {
        return new ArrayList<>(possible);
    }

    private boolean from(long taken, S state, boolean isCut) {
        if (!visited.add(new Place<>(taken, state, isCut))) return false;
        if (!isCut && (taken & mustHold) == mustHold) {
            possible.add(state);
            if (cut.test(state) && from(taken, state, true)) {
                cutAfter = Long.bitCount(taken);
                return true;
            }
        }
        if (isCut && (taken & answered) == answered) return true;
        for (int next = 0; next < before.length; next++) {
            boolean isFree = (taken & 1L << next) == 0 && (before[next] & ~taken) == 0;
            if (isFree && take(next, taken, state, isCut)) return true;
        }
        return false;
    }

    private boolean take(int next, long taken, S state, boolean isCut) {
        var operation = operations.get(next);
        var step = specification.step(state, operation.input());
        boolean fits = operation.isPending() || Objects.equals(step.output(), operation.output());
        if (!fits) return false;
        order.addLast(operation);
        if (from(taken | 1L << next, step.state(), isCut)) return true;
        order.removeLast();
        return false;
    }

    private long mask(Predicate<Operation> wanted) {
        long mask = 0;
        for (int i = 0; i < operations.size(); i++) if (wanted.test(operations.get(i))) mask |= 1L << i;
        return mask;
    }
}
