package dev.firn.faultinjection;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The search through all crashes of one recording, and, one level further in, of the recoveries after them.
final class Exploration<S> {
    private final CrashScenario<S> scenario;
    private final CrashOptions outermost;
    private final int maxBytes;
    private final LongSet seen = new LongSet();
    private final Map<Progress, Integer> progresses = new HashMap<>();
    private final EnumSet<CrashModel> sampled = EnumSet.noneOf(CrashModel.class);
    private final Trace scratch = new Trace();
    private final Trace secondScratch = new Trace();
    private long points;
    private long nestedPoints;
    private long images;
    private long repeated;

    Exploration(CrashScenario<S> scenario, CrashOptions options, int maxBytes) {
        this.scenario = scenario;
        this.outermost = options;
        this.maxBytes = maxBytes;
    }

    void run(Recording recording) {
        explore(recording, new Level<>(outermost, Progress.NONE, null, ""));
    }

    CrashReport report() {
        var exhaustive = EnumSet.copyOf(outermost.models());
        exhaustive.removeAll(sampled);
        return new CrashReport(
                points,
                images,
                repeated,
                nestedPoints,
                List.copyOf(exhaustive),
                List.copyOf(sampled),
                outermost.nested());
    }

    /// What is the same for all crash points of one recording.
    ///
    /// @param before how far things had come before it
    /// @param found what a recovery without a crash finds there, null for the workload
    /// @param path the crashes that led to it
    private record Level<S>(CrashOptions options, Progress before, S found, String path) {}

    private void explore(Recording recording, Level<S> level) {
        var medium = new Medium(recording.before(), recording.trace());
        var progress = level.before();
        while (true) {
            crash(medium, recording.trace(), progress, level);
            int event = medium.event();
            if (!medium.step()) return;
            progress = progress.after(recording.trace(), event);
        }
    }

    private void crash(Medium medium, Trace trace, Progress progress, Level<S> level) {
        if (level.path().isEmpty()) points++;
        else nestedPoints++;
        var image = new Image(medium);
        int progressId = progresses.computeIfAbsent(progress, _ -> progresses.size());
        long salt = Words.hash(progressId + 1, level.options().nested() + 1L);
        for (var model : level.options().models()) {
            var rows = new Rows(model, medium.pending());
            boolean all =
                    Ladder.climb(
                            model,
                            rows,
                            level.options(),
                            medium.event(),
                            choice -> {
                                image.build(rows, choice);
                                if (seen.add(image.hash() + salt))
                                    judge(medium, trace, model, rows, choice, image, progress, level);
                                else repeated++;
                                image.revert(scratch);
                            });
            if (!all && level.path().isEmpty()) sampled.add(model);
        }
    }

    private void judge(
            Medium medium,
            Trace trace,
            CrashModel model,
            Rows rows,
            int[] choice,
            Image image,
            Progress progress,
            Level<S> level) {
        images++;
        boolean nests = level.options().nested() > 0;
        byte[] copy = nests ? image.bytes().clone() : null;
        S found;
        try {
            found = recover(image.bytes(), progress, level);
        } catch (Throwable failure) {
            image.revert(scratch);
            shrink(rows, choice, image, progress, level);
            var path = CrashPath.of(medium.event(), model, rows, choice);
            throw failure(path, trace, medium, level, failure);
        }
        if (!nests) return;
        image.revert(scratch); // before the crashes of this recovery write their own trace
        nest(copy, found, progress, CrashPath.of(medium.event(), model, rows, choice), trace, medium, level);
    }

    private S recover(byte[] bytes, Progress progress, Level<S> level) throws Exception {
        var region = SimulatedRegion.of(bytes, maxBytes, scratch);
        S found = scenario.recover(region);
        if (level.found() == null) scenario.judge(found, progress);
        else scenario.judgeResumed(level.found(), found, progress);
        if (level.found() != null && progress == level.before()) {
            // No mark has come since: nothing but the recovery was at work.
            requireSame(level.found(), found, "a recovery that was crashed and began again");
        }
        if (level.options().recoverTwice()) {
            var again = SimulatedRegion.of(region.image(), maxBytes, secondScratch);
            requireSame(found, scenario.recover(again), "a second recovery");
        }
        return found;
    }

    private void nest(
            byte[] image, S found, Progress progress, CrashPath crash, Trace trace, Medium medium, Level<S> level) {
        String path = level.path() + crash.text();
        Recording resumed;
        try {
            resumed = Recording.ofResume(scenario, image, maxBytes);
        } catch (Throwable failure) {
            throw failure(crash, trace, medium, level, failure);
        }
        explore(resumed, new Level<>(level.options().inner(), progress, found, path + ">"));
    }

    /// Lets rows survive again, one after the other, as long as it still fails.
    private void shrink(Rows rows, int[] choice, Image image, Progress progress, Level<S> level) {
        for (int row = 0; row < choice.length; row++) {
            int kept = choice[row];
            if (kept == rows.length(row)) continue;
            choice[row] = rows.length(row);
            if (!fails(rows, choice, image, progress, level)) choice[row] = kept;
        }
    }

    private boolean fails(Rows rows, int[] choice, Image image, Progress progress, Level<S> level) {
        image.build(rows, choice);
        try {
            recover(image.bytes(), progress, level);
            return false;
        } catch (Throwable failure) {
            return true;
        } finally {
            image.revert(scratch);
        }
    }

    private CrashFailure failure(CrashPath path, Trace trace, Medium medium, Level<S> level, Throwable cause) {
        String depth = level.path().isEmpty() ? "" : "after " + level.path() + "\n";
        String where = depth + path.describe(trace, medium.pending(), outermost.seed(), scenario::place);
        return new CrashFailure(where, level.path() + path.text(), cause);
    }

    private static void requireSame(Object first, Object second, String what) {
        if (!first.equals(second)) {
            throw new AssertionError("%s found %s, the first one %s".formatted(what, second, first));
        }
    }
}
