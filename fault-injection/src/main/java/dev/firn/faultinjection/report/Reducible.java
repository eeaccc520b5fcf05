package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashScenario;
import java.util.BitSet;

/// A scenario whose workload is a list of operations, any of which can be left out: reports then show the fewest that
/// still fail. [dev.firn.faultinjection.OperationScenario] can be reduced without it.
///
/// @param <S> what a recovery finds
public interface Reducible<S> extends CrashScenario<S> {
    /// How many operations the whole workload has.
    int operations();

    /// The same scenario with only those operations whose numbers, counted from 0, are set. The judge must know which
    /// they are. The set is not changed and may be kept.
    Reducible<S> only(BitSet operations);
}
