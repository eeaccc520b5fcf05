package dev.firn.faultinjection;

import java.util.List;

/// A scenario made of operations, one after the other on one thread: whoever looks for a shorter one that still fails
/// can leave some out.
///
/// @param subject what they are applied to
/// @param operations in order
/// @param oracle says what may be found
/// @param <O> an operation
/// @param <S> what can be seen
public record OperationScenario<O, S>(Subject<O, S> subject, List<O> operations, Oracle<O, S> oracle)
        implements CrashScenario<S> {
    public OperationScenario {
        operations = List.copyOf(operations);
    }

    /// The same with other operations.
    public OperationScenario<O, S> withOperations(List<O> newOperations) {
        return new OperationScenario<>(subject, newOperations, oracle);
    }

    @Override
    public SimulatedRegion prepare() {
        try {
            return subject.prepare();
        } catch (Exception e) {
            throw new IllegalStateException("the subject cannot be prepared: " + e, e);
        }
    }

    @Override
    public void work(SimulatedRegion region) throws Exception {
        var session = subject.open(region);
        for (int number = 0; number < operations.size(); number++) {
            region.started(number);
            session.apply(operations.get(number));
            region.acknowledged(number);
        }
    }

    @Override
    public S recover(SimulatedRegion region) throws Exception {
        return subject.open(region).observe();
    }

    /// The oracle speaks in [#check], where it has the region.
    @Override
    public void judge(S found, Progress progress) {}

    @Override
    public void check(SimulatedRegion region, S found, Progress progress) throws Exception {
        oracle.judge(subject, operations, found, () -> copy(region), progress);
    }

    private static SimulatedRegion copy(SimulatedRegion region) {
        return SimulatedRegion.of(region.image(), region.maxBytes());
    }
}
