package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashScenario;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;

/// The smallest counter-example that was found.
///
/// @param scenario what fails: the one that was given, or a part of it
/// @param failure how it fails
/// @param kept the operations that are left, empty when the scenario is not [Reducible]
/// @param of how many operations there were, 0 when it is not reducible
/// @param <S> what a recovery finds
public record Shrunk<S>(CrashScenario<S> scenario, CrashFailure failure, Optional<BitSet> kept, int of) {
    public Shrunk {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(failure, "failure");
        kept = kept.map(set -> (BitSet) set.clone());
    }

    /// For people, empty when there was nothing to leave out.
    String text() {
        return kept.map(
                        set ->
                                "%d of %d operations are enough: %s"
                                        .formatted(set.cardinality(), of, IndexRanges.text(set)))
                .orElse("");
    }
}
