package dev.firn.faultinjection;

import java.util.List;
import java.util.function.Consumer;

/// How far the search goes. Immutable: each `with...` returns a changed copy.
public final class CrashOptions {
    private List<PersistencyModel> models = List.of(CrashModel.WORDS, CrashModel.PX86, CrashModel.PAGECACHE);
    private List<Class<? extends Throwable>> declared = List.of();
    private GuardMode guards = GuardMode.NONE;
    private Races races = Races.IGNORED;
    private int exhaustive = 256;
    private int lazy;
    private int spotChecks = 2;
    private int prefixes = 64;
    private int singles = 64;
    private int random = 16;
    private long seed = 1;
    private int nested = 1;
    private long budget = Long.MAX_VALUE;
    private long steps = Long.MAX_VALUE;
    private boolean recoverTwice = true;
    private boolean secondWritesNothing;
    private boolean reduced;

    /// What happens when a recovery, in lazy search, reads what the crash left undecided and nobody vouches for.
    public enum Races {
        /// Nothing.
        IGNORED,
        /// The report counts them.
        COUNTED,
        /// The exploration fails.
        FAIL
    }

    private CrashOptions() {}

    private CrashOptions(CrashOptions other) {
        models = other.models;
        declared = other.declared;
        guards = other.guards;
        races = other.races;
        exhaustive = other.exhaustive;
        lazy = other.lazy;
        spotChecks = other.spotChecks;
        prefixes = other.prefixes;
        singles = other.singles;
        random = other.random;
        seed = other.seed;
        nested = other.nested;
        budget = other.budget;
        steps = other.steps;
        recoverTwice = other.recoverTwice;
        secondWritesNothing = other.secondWritesNothing;
        reduced = other.reduced;
    }

    /// What [dev.firn.pmem.Region] promises and no more ([CrashModel#WORDS], of which every image of
    /// [CrashModel#JAVA] is one), the lines of x86 and a page cache; depth 1, some hundred images at a crash point.
    public static CrashOptions defaults() {
        return new CrashOptions();
    }

    /// Tried one after the other at every crash point.
    public CrashOptions withModels(PersistencyModel... value) {
        return with(copy -> copy.models = List.of(value));
    }

    /// Up to this many choices at a crash point all are tried.
    public CrashOptions withExhaustive(int value) {
        return with(copy -> copy.exhaustive = value);
    }

    /// Where there are more: by lazy choice, as long as that takes at most this many recoveries at a crash point; 0
    /// for never. Only for recoveries that use one thread and depend on nothing but the bytes they read.
    public CrashOptions withLazy(int value) {
        return with(copy -> copy.lazy = value);
    }

    /// Where there are still more: ranges under a checksum are intact or torn. For each of them, `newSpotChecks`
    /// further torn states at each crash point of the workload must lead to what the chosen ones led to.
    public CrashOptions withGuards(GuardMode value, int newSpotChecks) {
        return with(copy -> {
            copy.guards = value;
            copy.spotChecks = newSpotChecks;
        });
    }

    /// With 2 spot checks.
    public CrashOptions withGuards(GuardMode value) {
        return withGuards(value, 2);
    }

    /// Where there are too many: at most `newPrefixes` cuts in program order, and `newSingles` units that are lost or
    /// kept alone. With both and the random choices 0 only the adversaries are left.
    public CrashOptions withCuts(int newPrefixes, int newSingles) {
        return with(copy -> {
            copy.prefixes = newPrefixes;
            copy.singles = newSingles;
        });
    }

    /// And so many choices drawn at random.
    public CrashOptions withRandom(int value, long newSeed) {
        return with(copy -> {
            copy.random = value;
            copy.seed = newSeed;
        });
    }

    /// How often recovery itself, and what [CrashScenario#resume] does after it, is crashed, one inside the other.
    public CrashOptions withNested(int value) {
        return with(copy -> copy.nested = value);
    }

    /// Whether every recovered image is recovered again, with the same outcome.
    public CrashOptions withRecoverTwice(boolean value) {
        return with(copy -> copy.recoverTwice = value);
    }

    /// Whether that second recovery must not store anything.
    public CrashOptions withSecondRecoveryWritesNothing(boolean value) {
        return with(copy -> {
            copy.secondWritesNothing = value;
            copy.recoverTwice |= value;
        });
    }

    /// The search ends after about so many recovered images, and the report says so.
    public CrashOptions withBudget(long images) {
        return with(copy -> copy.budget = images);
    }

    /// A recovery that loads and calls more than `value` times does not end: a failure without a clock.
    public CrashOptions withSteps(long value) {
        return with(copy -> copy.steps = value);
    }

    /// Exceptions by which a recovery may refuse what it finds: a legal outcome. All others are failures.
    public CrashOptions withDeclared(List<Class<? extends Throwable>> value) {
        return with(copy -> copy.declared = List.copyOf(value));
    }

    /// What happens when, in lazy search, a recovery reads a word that is undecided, was never published and is in no
    /// guarded range: what it does then depends on luck.
    public CrashOptions withRaces(Races value) {
        return with(copy -> copy.races = value);
    }

    /// Crashes only before each drain, sync, growth and mark and at the end, for models that only grow: since what a
    /// crash between may leave, one of these may leave, too. Sound where the search is exhaustive.
    public CrashOptions withReduced(boolean value) {
        return with(copy -> copy.reduced = value);
    }

    public List<PersistencyModel> models() {
        return models;
    }

    public int exhaustive() {
        return exhaustive;
    }

    public int lazy() {
        return lazy;
    }

    public GuardMode guards() {
        return guards;
    }

    public int spotChecks() {
        return spotChecks;
    }

    public int prefixes() {
        return prefixes;
    }

    public int singles() {
        return singles;
    }

    public int random() {
        return random;
    }

    public long seed() {
        return seed;
    }

    public int nested() {
        return nested;
    }

    public boolean recoverTwice() {
        return recoverTwice;
    }

    public boolean secondRecoveryWritesNothing() {
        return secondWritesNothing;
    }

    public long budget() {
        return budget;
    }

    public long steps() {
        return steps;
    }

    public List<Class<? extends Throwable>> declared() {
        return declared;
    }

    public Races races() {
        return races;
    }

    public boolean isReduced() {
        return reduced;
    }

    /// For the crashes of a recovery: the same ladder with fewer steps.
    CrashOptions inner() {
        return with(copy -> {
            copy.exhaustive = Math.min(exhaustive, 64);
            copy.lazy = Math.min(lazy, 64);
            copy.prefixes = Math.min(prefixes, 16);
            copy.singles = Math.min(singles, 8);
            copy.random = Math.min(random, 2);
            copy.spotChecks = 0; // the same formats were checked outside, and there are hundreds of times more points
            copy.nested = nested - 1;
            copy.recoverTwice = false;
        });
    }

    private CrashOptions with(Consumer<CrashOptions> change) {
        var copy = new CrashOptions(this);
        change.accept(copy);
        return copy;
    }
}
