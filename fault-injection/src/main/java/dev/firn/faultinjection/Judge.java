package dev.firn.faultinjection;

/// Recovers one image and lets everybody who has something to say about it speak.
final class Judge<S> {
    private final CrashScenario<S> scenario;
    private final CrashOptions options;
    private final int maxBytes;
    private final Tally tally;
    private final Trace first = new Trace();
    private final Trace second = new Trace();
    private final Watch watch;

    Judge(CrashScenario<S> scenario, CrashOptions options, int maxBytes, Tally tally) {
        this.scenario = scenario;
        this.options = options;
        this.maxBytes = maxBytes;
        this.tally = tally;
        this.watch = new Watch(options.steps());
    }

    /// What is the same for all crash points of one recording.
    ///
    /// @param before how far things had come before it
    /// @param found what a recovery without a crash finds there, null for the workload
    /// @param path the crashes that led to it
    /// @param salt differs where the same image is to be judged again
    record Level<S>(CrashOptions options, Progress before, S found, String path, long salt) {
        boolean isNested() {
            return !path.isEmpty();
        }
    }

    /// Returns what was found, null when the recovery refused in a declared way.
    ///
    /// @param lazy null for an image that is decided
    S judge(Image image, Progress progress, Level<S> level, LazyTree lazy) throws Throwable {
        try {
            return judge(image.work(), progress, level, lazy);
        } finally {
            image.undo(first);
            image.undo(second);
        }
    }

    /// What a recovery finds or throws, without any judgement.
    Object outcome(Image image) {
        second.clear();
        try {
            return scenario.recover(SimulatedRegion.of(image.work(), maxBytes, first));
        } catch (Throwable failure) {
            return failure.getClass();
        } finally {
            image.undo(first);
        }
    }

    private S judge(byte[] work, Progress progress, Level<S> level, LazyTree lazy) throws Throwable {
        second.clear();
        var region = open(work, first, lazy);
        S found;
        try {
            found = scenario.recover(region);
            watch.requireEnded();
        } catch (Throwable failure) {
            if (!isDeclared(failure)) throw failure;
            tally.refused++;
            return null;
        }
        if (level.found() == null) scenario.judge(found, progress);
        else scenario.judgeResumed(level.found(), found, progress);
        if (level.found() != null && progress == level.before()) {
            // No mark has come since: nothing but the recovery was at work.
            requireSame(level.found(), found, "a recovery that was crashed and began again");
        }
        scenario.check(region, found, progress);
        requireSpace(scenario.space(region, found));
        if (level.options().recoverTwice()) recoverAgain(region, found, lazy);
        return found;
    }

    private void recoverAgain(SimulatedRegion region, S found, LazyTree lazy) throws Exception {
        var again = open(region.bytes(), second, lazy);
        requireSame(found, scenario.recover(again), "a second recovery");
        watch.requireEnded();
        if (!options.secondRecoveryWritesNothing()) return;
        for (int event = 0; event < second.size(); event++) {
            if (second.storedWords(event) > 0 && second.isStore(event)) {
                throw new AssertionError("a second recovery still writes: " + second.describe(event));
            }
        }
    }

    private SimulatedRegion open(byte[] bytes, Trace trace, LazyTree lazy) {
        var region = SimulatedRegion.of(bytes, maxBytes, trace);
        if (lazy == null && options.steps() == Long.MAX_VALUE) return region;
        watch.lazy(lazy);
        watch.begin();
        region.watch(watch);
        return region;
    }

    private boolean isDeclared(Throwable failure) {
        return options.declared().stream().anyMatch(declared -> declared.isInstance(failure));
    }

    static void requireSpace(SpaceUse space) {
        if (space == null) return;
        var findings = space.findings();
        if (!findings.isEmpty()) throw new AssertionError("space: " + String.join("; ", findings));
    }

    private static void requireSame(Object first, Object second, String what) {
        if (!first.equals(second)) {
            throw new AssertionError("%s found %s, the first one %s".formatted(what, second, first));
        }
    }
}
