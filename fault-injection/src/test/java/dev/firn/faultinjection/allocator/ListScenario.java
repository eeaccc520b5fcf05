package dev.firn.faultinjection.allocator;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Operations on a [PersistentList], one after the other, and after a crash two more: a push, and a removal behind it.
///
/// @param checks whether the pool's structure is looked at; otherwise only what the list holds
record ListScenario(Set<Clumps.Mistake> mistakes, List<Operation> operations, boolean checks)
        implements CrashScenario<List<Long>> {
    private static final int BYTES = 2048;
    private static final long LATER = 9;
    private static final int PUSHED_LATER = 100;
    private static final int REMOVED_LATER = 101;

    /// What the list's user does.
    enum Operation {
        PUSH,
        POP,
        REMOVE_SECOND,
        CANCEL;

        void on(PersistentList list, int number) {
            switch (this) {
                case PUSH -> list.push(number);
                case POP -> list.remove(0);
                case REMOVE_SECOND -> list.remove(1);
                case CANCEL -> list.pushAndCancel(number);
            }
        }

        List<Long> on(List<Long> numbers, long number) {
            var after = new ArrayList<>(numbers);
            switch (this) {
                case PUSH -> after.addFirst(number);
                case POP -> remove(after, 0);
                case REMOVE_SECOND -> remove(after, 1);
                case CANCEL -> {}
            }
            return after;
        }

        private static void remove(List<Long> numbers, int index) {
            if (index < numbers.size()) numbers.remove(index);
        }
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(BYTES, BYTES);
        Clumps.format(region);
        return region;
    }

    private PersistentList open(SimulatedRegion region) {
        return new PersistentList(Clumps.open(region, mistakes));
    }

    @Override
    public void work(SimulatedRegion region) {
        var list = open(region);
        for (int number = 0; number < operations.size(); number++) {
            region.started(number);
            operations.get(number).on(list, number + 1);
            region.acknowledged(number);
        }
    }

    @Override
    public List<Long> recover(SimulatedRegion region) {
        var pool = Clumps.open(region, mistakes);
        var numbers = new PersistentList(pool).numbers();
        if (checks && pool.check().size() != numbers.size()) throw new AssertionError("a clump leaked: " + numbers);
        return numbers;
    }

    @Override
    public void resume(SimulatedRegion region) {
        var list = open(region);
        region.started(PUSHED_LATER);
        list.push(LATER);
        region.acknowledged(PUSHED_LATER);
        region.started(REMOVED_LATER);
        list.remove(1);
        region.acknowledged(REMOVED_LATER);
    }

    @Override
    public void judge(List<Long> found, Progress progress) {
        List<Long> numbers = List.of();
        boolean fits = progress.acknowledged().isEmpty() && found.equals(numbers);
        for (int done = 0; done < operations.size(); done++) {
            numbers = operations.get(done).on(numbers, done + 1);
            boolean may = progress.isStarted(done) && !progress.isAcknowledged(done + 1);
            fits |= may && found.equals(numbers);
        }
        if (!fits) throw new AssertionError("found " + found + " after " + operations + ", " + progress);
    }

    @Override
    public void judgeResumed(List<Long> first, List<Long> found, Progress progress) {
        var pushed = Operation.PUSH.on(first, LATER);
        var removed = Operation.REMOVE_SECOND.on(pushed, 0);
        boolean fits =
                found.equals(first) && !progress.isAcknowledged(PUSHED_LATER)
                        || found.equals(pushed) && !progress.isAcknowledged(REMOVED_LATER)
                        || found.equals(removed) && progress.isStarted(REMOVED_LATER);
        if (!fits) throw new AssertionError("found %s, before it was %s, %s".formatted(found, first, progress));
    }
}
