package dev.firn.faultinjection;

/// Goes to one crash.
final class Replay {
    /// A recovery that does not end is to fail again, not to go on for ever.
    private static final long MOST_STEPS = 50_000_000;

    private Replay() {}

    static <S> S of(CrashScenario<S> scenario, String text) {
        var recording = Recording.of(scenario);
        var progress = Progress.NONE;
        String[] crashes = text.split(">");
        S first = null;
        Progress before = Progress.NONE;
        for (int depth = 0; ; depth++) {
            var path = CrashPath.parse(crashes[depth]);
            if (path.event() > recording.trace().size()) {
                throw new IllegalArgumentException(
                        "the run has only %d events, not %d: it is no longer the same run"
                                .formatted(recording.trace().size(), path.event()));
            }
            var medium = new Medium(recording.before(), recording.trace());
            for (int event = 0; event < path.event(); event++) {
                medium.step();
                progress = progress.after(recording.trace(), event);
            }
            path.apply(medium.pending(), medium.image());
            byte[] image = medium.image().bytes().clone();
            var options = CrashOptions.defaults().withSteps(MOST_STEPS);
            var judge = new Judge<>(scenario, options, recording.maxBytes(), new Tally(options.models()));
            try {
                var level = new Judge.Level<>(options, before, first, "", 0);
                S found = judge.judge(medium.image(), progress, level, null);
                if (depth == crashes.length - 1) return found;
                first = found;
                before = progress;
                recording = Recording.ofResume(scenario, image, recording.maxBytes());
            } catch (Throwable failure) {
                throw new CrashFailure(
                        path.describe(recording.trace(), medium.pending(), 0, scenario::place), text, failure);
            }
        }
    }
}
