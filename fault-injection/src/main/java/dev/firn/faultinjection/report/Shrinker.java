package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Predicate;

/// Makes a failing crash small: fewest crashes one inside the other, then fewest operations; that the fewest lines and
/// words are lost, the exploration sees to by itself.
///
/// A smaller failure counts as the same one when its cause has the same class. Deterministic; every exploration is one
/// run of the budget.
public final class Shrinker<S> {
    /// Explorations that a shrinking may cost when nothing else is said.
    public static final int DEFAULT_RUNS = 200;

    private final CrashOptions options;
    private final Budget budget;
    private final Class<?> cause;
    private CrashFailure smallest;

    private Shrinker(CrashOptions options, CrashFailure failure, int mostRuns) {
        this.options = options;
        this.budget = new Budget(mostRuns);
        this.cause = failure.getCause().getClass();
        this.smallest = failure;
    }

    /// The smallest failure that at most `mostRuns` explorations with `options` find.
    public static <S> Shrunk<S> shrink(
            CrashScenario<S> scenario, CrashFailure failure, CrashOptions options, int mostRuns) {
        var shrinker = new Shrinker<S>(options, failure, mostRuns);
        shrinker.nesting(scenario);
        return Operations.of(scenario)
                .map(shrinker::shrink)
                .orElseGet(() -> Shrunk.nothing(scenario, shrinker.smallest));
    }

    private void nesting(CrashScenario<S> scenario) {
        int depth = depth(smallest);
        for (int shallower = 0; shallower < depth; shallower++) {
            if (budget.take() && fails(scenario, shallower)) return;
        }
    }

    private Shrunk<S> shrink(Operations<S> operations) {
        int depth = depth(smallest);
        Predicate<BitSet> fails = subset -> fails(operations.only().apply(subset), depth);
        var kept = Ddmin.shrink(operations.all(), fails, budget);
        return new Shrunk<>(operations.only().apply(kept), smallest, Optional.of(kept), operations.text(kept));
    }

    private boolean fails(CrashScenario<S> scenario, int nested) {
        try {
            CrashExplorer.explore(scenario, options.withNested(nested));
            return false;
        } catch (CrashFailure failure) {
            if (failure.getCause().getClass() != cause) return false;
            smallest = failure;
            return true;
        } catch (IllegalStateException _) {
            // Without the operations left out, the others do not even run.
            return false;
        }
    }

    private static int depth(CrashFailure failure) {
        return (int) failure.path().chars().filter(letter -> letter == '>').count();
    }
}
