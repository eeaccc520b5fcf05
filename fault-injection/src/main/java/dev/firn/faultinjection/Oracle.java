package dev.firn.faultinjection;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Says whether what a recovery found can be.
///
/// @param <O> an operation
/// @param <S> what can be seen
@FunctionalInterface
public interface Oracle<O, S> {
    /// Throws an [AssertionError] when it cannot.
    ///
    /// @param operations all that the workload applies, in order; operation `i` has number `i` in `progress`
    /// @param recovered a copy of what the recovery left, which may be opened and used
    void judge(Subject<O, S> subject, List<O> operations, S found, Supplier<SimulatedRegion> recovered, Progress progress)
            throws Exception;

    /// Both.
    default Oracle<O, S> and(Oracle<O, S> other) {
        return (subject, operations, found, recovered, progress) -> {
            judge(subject, operations, found, recovered, progress);
            other.judge(subject, operations, found, recovered, progress);
        };
    }

    /// A plain model of the subject: what was found must be what the model shows after some first part of the
    /// operations, all acknowledged ones in it, none that had not begun.
    ///
    /// @param empty makes the model of an empty subject
    /// @param apply does an operation to the model
    /// @param observe what can be seen of the model
    static <M, O, S> Oracle<O, S> model(Supplier<M> empty, BiConsumer<M, O> apply, Function<M, S> observe) {
        return (subject, operations, found, recovered, progress) -> {
            var model = empty.get();
            var expected = new StringBuilder();
            for (int cut = 0; cut <= Cuts.last(progress); cut++) {
                if (cut > 0) apply.accept(model, operations.get(cut - 1));
                if (cut < Cuts.first(progress)) continue;
                S seen = observe.apply(model);
                if (seen.equals(found)) return;
                expected.append("\n  after ").append(cut).append(": ").append(seen);
            }
            throw new AssertionError("found %s, and expected one of%s".formatted(found, expected));
        };
    }

    /// No model at all: whoever applies the operations that are missing must see in the end what a run without a crash
    /// shows. Which ones are missing is not known where one had begun and was not acknowledged: either will do.
    static <O, S> Oracle<O, S> sameOutput() {
        return (subject, operations, found, recovered, progress) -> {
            S expected = Cuts.output(subject, subject.prepare(), operations);
            S seen = null;
            for (int cut = Cuts.first(progress); cut <= Cuts.last(progress); cut++) {
                seen = Cuts.output(subject, recovered.get(), operations.subList(cut, operations.size()));
                if (expected.equals(seen)) return;
            }
            throw new AssertionError(
                    "found %s; with the rest of the operations it becomes %s, without a crash %s"
                            .formatted(found, seen, expected));
        };
    }
}
