package dev.firn.faultinjection;

/// Goes to one crash.
final class Replay {
    private Replay() {}

    static <S> S of(CrashScenario<S> scenario, String text) {
        var recording = Recording.of(scenario);
        var progress = Progress.NONE;
        String[] crashes = text.split(">");
        S first = null;
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
            byte[] image = image(medium, path);
            try {
                S found = scenario.recover(SimulatedRegion.of(image.clone(), recording.maxBytes()));
                if (first == null) scenario.judge(found, progress);
                else scenario.judgeResumed(first, found, progress);
                if (depth == crashes.length - 1) return found;
                first = found;
                recording = Recording.ofResume(scenario, image, recording.maxBytes());
            } catch (Throwable failure) {
                throw new CrashFailure(path.describe(recording.trace(), medium.pending(), 0, scenario::place), text, failure);
            }
        }
    }

    private static byte[] image(Medium medium, CrashPath path) {
        path.apply(medium.pending(), medium.image());
        return medium.image().bytes();
    }
}
