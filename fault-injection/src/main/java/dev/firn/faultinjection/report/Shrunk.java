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
/// @param kept the operations that are left, empty when none can be left out
/// @param text for people: which operations are enough; empty when none can be left out
/// @param <S> what a recovery finds
public record Shrunk<S>(CrashScenario<S> scenario, CrashFailure failure, Optional<BitSet> kept, String text) {
    public Shrunk {
        Objects.requireNonNull(scenario, "scenario");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(text, "text");
        kept = kept.map(set -> (BitSet) set.clone());
    }

    static <S> Shrunk<S> nothing(CrashScenario<S> scenario, CrashFailure failure) {
        return new Shrunk<>(scenario, failure, Optional.empty(), "");
    }
}
