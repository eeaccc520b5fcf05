package dev.firn.faultinjection.schedule.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.schedule.history.Specifications.CounterCall;
import dev.firn.faultinjection.schedule.history.Specifications.MapCall;
import dev.firn.faultinjection.schedule.history.Specifications.QueueCall;
import dev.firn.faultinjection.schedule.history.Specifications.RegisterCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinearizabilityTest {
    private static final Specification<Integer> REGISTER = Specifications.register(0);

    private final List<Operation> operations = new ArrayList<>();

    /// A call from moment `invoked` to moment `responded`.
    private Operation call(int thread, Object input, Object output, int invoked, int responded) {
        var operation = Operation.begun(operations.size(), thread, input, invoked, false).answered(output, responded);
        operations.add(operation);
        return operation;
    }

    private void pending(int thread, Object input, int invoked) {
        operations.add(Operation.begun(operations.size(), thread, input, invoked, false));
    }

    private void persisted(int thread, int invoked, int responded) {
        var point = Operation.begun(operations.size(), thread, "persist", invoked, true);
        operations.add(responded < 0 ? point : point.answered(null, responded));
    }

    private History history() {
        return new History(operations);
    }

    private static Object set(int value) {
        return new RegisterCall.Set<>(value);
    }

    private static Object get() {
        return new RegisterCall.Get<>();
    }

    private static void requireExplained(Verdict<?> verdict) {
        verdict.orThrow();
        assertThat(verdict).isInstanceOf(Verdict.Explained.class);
    }

    private static String messageOf(Verdict<?> verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Unexplained.class);
        return ((Verdict.Unexplained<?>) verdict).message();
    }

    @Test
    void whatOverlapsMayComeInAnyOrder() {
        call(0, set(1), null, 0, 5);
        call(1, get(), 0, 1, 2);
        call(1, get(), 1, 3, 4);
        requireExplained(Linearizability.check(history(), REGISTER));
    }

    @Test
    void whatWasSeenIsNotUnseen() {
        call(0, set(1), null, 0, 5);
        call(1, get(), 1, 1, 2);
        call(1, get(), 0, 3, 4);
        assertThat(messageOf(Linearizability.check(history(), REGISTER))).contains("no order of the operations");
    }

    @Test
    void whatIsOverIsSeen() {
        call(0, set(1), null, 0, 1);
        call(1, get(), 0, 2, 3);
        var unexplained = (Verdict.Unexplained<Integer>) Linearizability.check(history(), REGISTER);
        assertThat(unexplained.smallest().operations()).hasSize(2);
    }

    @Test
    void theSmallestHistoryIsShown() {
        call(0, set(1), null, 0, 1);
        call(1, get(), 1, 2, 3);
        call(1, set(2), null, 4, 5);
        call(0, get(), 1, 6, 7);
        call(0, set(3), null, 8, 9);
        call(0, get(), 3, 10, 11);
        var unexplained = (Verdict.Unexplained<Integer>) Linearizability.check(history(), REGISTER);
        var smallest = unexplained.smallest().operations();
        assertThat(smallest).extracting(Operation::input).containsExactly(set(1), set(2), get());
        assertThat(smallest).extracting(Operation::isPending).containsOnly(false);
        assertThat(unexplained.message()).doesNotContain("value=3").contains("[  6,   7] thread 0: Get[] -> 1");
    }

    @Test
    void answersThatDoNotMatterAreLeftOut() {
        call(0, set(1), null, 0, 1);
        call(1, new RegisterCall.CompareAndSet<>(1, 2), true, 2, 3);
        call(1, new RegisterCall.CompareAndSet<>(5, 6), true, 4, 5);
        var unexplained = (Verdict.Unexplained<Integer>) Linearizability.check(history(), REGISTER);
        assertThat(unexplained.smallest().operations())
                .extracting(Operation::isPending)
                .containsExactly(true, true, false);
        assertThat(unexplained.message()).contains("(no answer)");
    }

    @Test
    void whatIsPendingMayHaveHappened() {
        pending(0, set(1), 0);
        call(1, get(), 1, 1, 2);
        call(1, get(), 1, 3, 4);
        requireExplained(Linearizability.check(history(), REGISTER));
        call(1, get(), 0, 5, 6);
        messageOf(Linearizability.check(history(), REGISTER));
    }

    @Test
    void afterACrashAllThatWasAnsweredIsThere() {
        call(0, set(1), null, 0, 1);
        pending(1, set(2), 2);
        requireExplained(Linearizability.checkDurable(history(), REGISTER, 1));
        requireExplained(Linearizability.checkDurable(history(), REGISTER, 2));
        assertThat(messageOf(Linearizability.checkDurable(history(), REGISTER, 0)))
                .contains("what was recovered: 0")
                .contains("possible: 1 or 2");
    }

    @Test
    void whatAnAnswerBuildsOnIsThereToo() {
        // The answer 2 says that the other one had been counted before.
        pending(0, new CounterCall.AddAndGet(1), 0);
        call(1, new CounterCall.AddAndGet(1), 2L, 1, 2);
        var counter = Specifications.counter(0);
        requireExplained(Linearizability.checkDurable(history(), counter, 2L));
        assertThat(messageOf(Linearizability.checkDurable(history(), counter, 1L))).contains("possible: 2");
    }

    @Test
    void bufferedMayLoseTheEndOfAnOrder() {
        call(0, set(1), null, 0, 1);
        call(0, set(2), null, 2, 3);
        for (int found = 0; found <= 2; found++) {
            requireExplained(Linearizability.checkBuffered(history(), REGISTER, found));
        }
        messageOf(Linearizability.checkBuffered(history(), REGISTER, 3));
        messageOf(Linearizability.checkDurable(history(), REGISTER, 1));
    }

    @Test
    void bufferedIsACutNotASubset() {
        call(0, new MapCall.Put<>("a", 1), null, 0, 1);
        call(0, new MapCall.Put<>("b", 2), null, 2, 3);
        var map = Specifications.<String, Integer>map(Map.of());
        requireExplained(Linearizability.checkBuffered(history(), map, Map.of("a", 1)));
        assertThat(messageOf(Linearizability.checkBuffered(history(), map, Map.of("b", 2))))
                .contains("possible: {} or {a=1} or {a=1, b=2}");
    }

    @Test
    void bufferedKeepsWhatWasPersisted() {
        call(0, set(1), null, 0, 1);
        call(1, set(2), null, 2, 5);
        persisted(0, 3, 4);
        requireExplained(Linearizability.checkBuffered(history(), REGISTER, 1));
        requireExplained(Linearizability.checkBuffered(history(), REGISTER, 2));
        messageOf(Linearizability.checkBuffered(history(), REGISTER, 0));
    }

    @Test
    void aPersistPointCountsWhenItIsAnswered() {
        call(0, set(1), null, 0, 1);
        persisted(0, 2, -1);
        requireExplained(Linearizability.checkBuffered(history(), REGISTER, 0));
    }

    @Test
    void bufferedAnswersStillNeedAnOrder() {
        call(0, set(1), null, 0, 1);
        call(1, get(), 0, 2, 3);
        messageOf(Linearizability.checkBuffered(history(), REGISTER, 0));
    }

    @Test
    void queues() {
        call(0, new QueueCall.Offer<>("a"), null, 0, 3);
        call(1, new QueueCall.Offer<>("b"), null, 1, 2);
        call(1, new QueueCall.Poll<>(), "b", 4, 5);
        var queue = Specifications.queue(List.<String>of());
        requireExplained(Linearizability.checkDurable(history(), queue, List.of("a")));
        messageOf(Linearizability.checkDurable(history(), queue, List.of("b")));
        call(0, new QueueCall.Poll<>(), null, 6, 7);
        messageOf(Linearizability.check(history(), queue));
    }

    @Test
    void compareAndSet() {
        call(0, new RegisterCall.CompareAndSet<>(0, 1), true, 0, 3);
        call(1, new RegisterCall.CompareAndSet<>(0, 2), true, 1, 2);
        messageOf(Linearizability.check(history(), REGISTER));
        operations.removeLast();
        call(1, new RegisterCall.CompareAndSet<>(0, 2), false, 1, 2);
        requireExplained(Linearizability.check(history(), REGISTER));
    }

    @Test
    void manyThatOverlapAreSearchedOnce() {
        for (int i = 0; i < 13; i++) call(i, new CounterCall.Add(1), null, i, 100 + i);
        call(99, new CounterCall.Get(), 99L, 200, 201);
        messageOf(Linearizability.check(history(), Specifications.counter(0)));
    }

    @Test
    void aHistoryThatIsTooLongIsRefused() {
        for (int i = 0; i < 64; i++) call(0, set(i), null, 2 * i, 2 * i + 1);
        assertThatThrownBy(() -> Linearizability.check(history(), REGISTER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("64 operations");
    }

    @Test
    void anUnknownCallIsRefused() {
        call(0, "hello", null, 0, 1);
        assertThatThrownBy(() -> Linearizability.check(history(), REGISTER)).hasMessage("not a RegisterCall: hello");
    }

    @Test
    void hashesTellHistoriesApart() {
        call(0, set(1), null, 0, 1);
        call(1, set(2), null, 2, 3);
        long inOrder = history().hash();
        operations.clear();
        call(0, set(1), null, 0, 3);
        call(1, set(2), null, 1, 2);
        long overlapping = history().hash();
        operations.clear();
        call(0, set(1), null, 0, 2);
        call(1, set(2), null, 1, 3);
        assertThat(overlapping).isNotEqualTo(inOrder);
        assertThat(history().hash()).as("answered in another order, none before the other").isEqualTo(overlapping);
    }
}
