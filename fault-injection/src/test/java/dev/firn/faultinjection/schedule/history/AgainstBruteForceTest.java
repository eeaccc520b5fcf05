package dev.firn.faultinjection.schedule.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.schedule.history.Specifications.RegisterCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The search against one without any cleverness, which tries all orders of all subsets.
class AgainstBruteForceTest {
    private static final Specification<Integer> REGISTER = Specifications.register(0);

    @Test
    void theSameVerdicts() {
        var random = new SplittableRandom(11);
        int[] explained = new int[3];
        int[] not = new int[3];
        for (int round = 0; round < 3000; round++) {
            var history = history(random);
            int recovered = random.nextInt(3);
            boolean[] expected = bruteForce(history, recovered);
            var found =
                    List.of(
                            Linearizability.check(history, REGISTER),
                            Linearizability.checkDurable(history, REGISTER, recovered),
                            Linearizability.checkBuffered(history, REGISTER, recovered));
            for (int kind = 0; kind < 3; kind++) {
                boolean isExplained = found.get(kind) instanceof Verdict.Explained;
                assertThat(isExplained)
                        .as("kind %d, recovered %d\n%s", kind, recovered, history)
                        .isEqualTo(expected[kind]);
                (isExplained ? explained : not)[kind]++;
            }
        }
        for (int kind = 0; kind < 3; kind++) {
            assertThat(explained[kind]).isGreaterThan(100);
            assertThat(not[kind]).isGreaterThan(100);
        }
    }

    /// Up to four calls by two threads, one of them perhaps a persist point.
    private static History history(SplittableRandom random) {
        var operations = new ArrayList<Operation>();
        var open = new Operation[2];
        int count = 1 + random.nextInt(4);
        for (int moment = 0, begun = 0; moment < 12; moment++) {
            int thread = random.nextInt(2);
            if (open[thread] != null) {
                int output = random.nextInt(3);
                operations.add(open[thread].answered(isSet(open[thread]) ? null : output, moment));
                open[thread] = null;
            } else if (begun < count) {
                Object input =
                        random.nextBoolean() ? new RegisterCall.Get<>() : new RegisterCall.Set<>(random.nextInt(3));
                boolean persists = random.nextInt(6) == 0;
                open[thread] = Operation.begun(begun++, thread, input, moment, persists);
            }
        }
        for (var left : open) if (left != null) operations.add(left);
        return new History(operations);
    }

    private static boolean isSet(Operation operation) {
        return operation.persists() || operation.input() instanceof RegisterCall.Set;
    }

    private static boolean[] bruteForce(History history, int recovered) {
        var result = new boolean[3];
        var calls = history.operations().stream().filter(operation -> !operation.persists()).toList();
        for (int subset = 0; subset < 1 << calls.size(); subset++) {
            var chosen = new ArrayList<Operation>();
            for (int i = 0; i < calls.size(); i++) if ((subset & 1 << i) != 0) chosen.add(calls.get(i));
            boolean all = calls.stream().allMatch(call -> call.isPending() || chosen.contains(call));
            if (all) permute(chosen, 0, order -> judge(history, order, recovered, result));
        }
        return result;
    }

    private interface Visitor {
        void visit(List<Operation> order);
    }

    private static void permute(List<Operation> items, int from, Visitor visitor) {
        if (from == items.size()) visitor.visit(items);
        for (int i = from; i < items.size(); i++) {
            Collections.swap(items, from, i);
            permute(items, from + 1, visitor);
            Collections.swap(items, from, i);
        }
    }

    private static void judge(History history, List<Operation> order, int recovered, boolean[] result) {
        for (int i = 0; i < order.size(); i++) {
            for (int j = i + 1; j < order.size(); j++) if (order.get(j).precedes(order.get(i))) return;
        }
        // A call that is not in the order, but was over before one that is: it is pending, so there is none.
        int state = 0;
        var states = new ArrayList<Integer>();
        states.add(state);
        for (var operation : order) {
            var step = REGISTER.step(state, operation.input());
            if (!operation.isPending() && !Objects.equals(step.output(), operation.output())) return;
            state = step.state();
            states.add(state);
        }
        result[0] = true;
        result[1] |= state == recovered;
        for (int cut = 0; cut < states.size(); cut++) {
            result[2] |= states.get(cut) == recovered && holdsPersisted(history, order.subList(0, cut));
        }
    }

    private static boolean holdsPersisted(History history, List<Operation> kept) {
        for (var point : history.operations()) {
            if (!point.persists() || point.isPending()) continue;
            for (var operation : history.operations()) {
                if (!operation.persists() && operation.precedes(point) && !kept.contains(operation)) return false;
            }
        }
        return true;
    }
}
