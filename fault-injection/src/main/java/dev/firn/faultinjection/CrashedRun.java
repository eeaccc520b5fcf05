package dev.firn.faultinjection;

import java.util.ArrayList;
import java.util.List;

/// One run and the one crash that ended it, to be looked at: what was recorded, what was pending, what survived.
///
/// A path with crashes of recoveries in it is a list of these, the workload first. Not safe for use by several threads.
public final class CrashedRun {
    private final Recording recording;
    private final CrashPath crash;
    private final Progress progress;
    private List<PendingWord> pending;

    private CrashedRun(Recording recording, CrashPath crash, Progress progress) {
        this.recording = recording;
        this.crash = crash;
        this.progress = progress;
    }

    /// Goes to the crash that `path` names and returns the runs that it ended, outermost first. The last image is
    /// built, and not recovered.
    ///
    /// @throws IllegalArgumentException when `path` is none, or names an event behind the end of the run
    /// @throws Exception what a recovery between two crashes throws
    public static List<CrashedRun> of(CrashScenario<?> scenario, String path) throws Exception {
        var runs = new ArrayList<CrashedRun>();
        var recording = Recording.of(scenario);
        var progress = Progress.NONE;
        for (String text : path.split(">")) {
            if (!runs.isEmpty()) recording = Recording.ofResume(scenario, runs.getLast().image(), recording.maxBytes());
            var crash = CrashPath.parse(text);
            requireReaches(recording, crash);
            for (int event = 0; event < crash.event(); event++) progress = progress.after(recording.trace(), event);
            runs.add(new CrashedRun(recording, crash, progress));
        }
        return runs;
    }

    private static void requireReaches(Recording recording, CrashPath crash) {
        int events = recording.trace().size();
        if (crash.event() <= events) return;
        throw new IllegalArgumentException(
                "the run has only %d events, not %d: it is no longer the same run".formatted(events, crash.event()));
    }

    public Recording recording() {
        return recording;
    }

    public Trace trace() {
        return recording.trace();
    }

    /// The crash point: the events before this one have happened.
    public int event() {
        return crash.event();
    }

    /// The name of the model that allows this crash.
    public String model() {
        return crash.model();
    }

    /// How far all runs together had come.
    public Progress progress() {
        return progress;
    }

    /// This crash in one word of text, for [CrashExplorer#replay].
    public String path() {
        return crash.text();
    }

    /// What was pending at the crash, oldest first.
    public List<PendingWord> pending() {
        if (pending == null) pending = List.copyOf(words(mediumAt(crash.event()).pending(), true));
        return pending;
    }

    /// The bytes that the crash left, a copy.
    public byte[] image() {
        var medium = mediumAt(crash.event());
        crash.apply(medium.pending(), medium.image());
        return medium.image().bytes().clone();
    }

    /// What was pending before each of the events `[from, to]`, oldest first; that nothing survived is not meant by it.
    public List<List<PendingWord>> pendingBetween(int from, int to) {
        var medium = mediumAt(from);
        var states = new ArrayList<List<PendingWord>>();
        states.add(words(medium.pending(), false));
        while (medium.event() < to && medium.step()) states.add(words(medium.pending(), false));
        return states;
    }

    /// The crashes at `event` of this run that `options` would try under `model` without any insight into what a
    /// recovery reads, as paths; at most `limit`.
    public List<String> crashesAt(int event, PersistencyModel model, CrashOptions options, int limit) {
        var medium = mediumAt(event);
        var image = medium.image();
        var units = new Units();
        units.divide(model, medium.pending(), medium.durable());
        image.choose(units);
        var paths = new ArrayList<String>();
        Runnable visit =
                () -> {
                    if (paths.size() < limit) paths.add(CrashPath.of(event, model, units, image.choice()).text());
                };
        boolean few = !units.isCoarse() && units.product(options.exhaustive() + 1L) <= options.exhaustive();
        if (few) new Odometer().turn(units, image, visit);
        else Ladder.sample(units, image, options, event, visit);
        return paths;
    }

    private Medium mediumAt(int event) {
        var medium = new Medium(recording.before(), recording.trace());
        while (medium.event() < event && medium.step()) {}
        return medium;
    }

    private List<PendingWord> words(Pending pending, boolean crashed) {
        var words = new ArrayList<PendingWord>();
        for (int store = 0; store < pending.count(); store++) {
            boolean survived = crashed && crash.survivors().get(store);
            boolean garbage = crashed && crash.survivors().get(pending.count() + store);
            words.add(
                    new PendingWord(
                            pending.word(store) * 8L,
                            pending.value(store),
                            pending.event(store),
                            pending.isBegun(store),
                            survived,
                            garbage));
        }
        return words;
    }
}
