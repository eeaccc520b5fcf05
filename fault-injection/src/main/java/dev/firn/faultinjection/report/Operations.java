package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.OperationScenario;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How operations are left out of a scenario that has some.
///
/// @param count how many there are
/// @param only makes the scenario with only those that are set
/// @param name what an operation is called, empty when it has only its number
record Operations<S>(int count, Function<BitSet, CrashScenario<S>> only, Function<Integer, String> name) {
    private static final int MOST_NAMED = 8;

    /// Empty when nothing can be left out of `scenario`.
    static <S> Optional<Operations<S>> of(CrashScenario<S> scenario) {
        return switch (scenario) {
            case Reducible<S> reducible ->
                    Optional.of(new Operations<>(reducible.operations(), reducible::only, _ -> ""));
            case OperationScenario<?, S> made -> Optional.of(of(made));
            default -> Optional.empty();
        };
    }

    private static <O, S> Operations<S> of(OperationScenario<O, S> made) {
        List<O> all = made.operations();
        return new Operations<>(
                all.size(),
                kept -> made.withOperations(kept.stream().mapToObj(all::get).toList()),
                number -> String.valueOf(all.get(number)));
    }

    BitSet all() {
        var all = new BitSet();
        all.set(0, count);
        return all;
    }

    /// For people: how few are enough, and which.
    String text(BitSet kept) {
        String text =
                "%d of %d operations are enough: %s".formatted(kept.cardinality(), count, IndexRanges.text(kept));
        var names = names(kept.stream());
        return names.isEmpty() ? text : text + " (" + names + (kept.cardinality() > MOST_NAMED ? ", ..." : "") + ")";
    }

    private String names(IntStream kept) {
        return kept.limit(MOST_NAMED)
                .mapToObj(name::apply)
                .filter(named -> !named.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
