package dev.firn.heap;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.heap.check.CheckListener;
import dev.firn.heap.check.CheckOptions;
import dev.firn.heap.check.FindingKind;
import dev.firn.heap.check.Severity;
import dev.firn.heap.check.StoreCheck;
import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A store that was used for so long that each commit makes room for others and goes on with a checkpoint, and then
/// some more changes, reopening and kills. After a crash it is as it was after some of the changes, all acknowledged
/// ones among them, and the checker finds nothing wrong with it: neither as the crash has left it nor as it was opened.
final class RoomScenario implements CrashScenario<Map<String, String>> {
    private static final int RESUMED = 10_000;
    private static final String RESUMED_KEY = "resumed";
    private static final CheckpointOptions OFTEN =
            CheckpointOptions.defaults().withTailRecords(60).withNamed(4, 24).withMaxRuns(3);

    /// What a crash leaves of what was not acknowledged is no damage.
    private static final Set<FindingKind> OF_CRASHES = Set.of(FindingKind.BATCH_UNFINISHED, FindingKind.SEGMENT_COPY);

    private final StoreOptions options;
    private final int segments;
    private final List<RoomStep> before;
    private final List<RoomStep> steps;
    private long reused;

    /// @param before what is done before anything can crash
    RoomScenario(int segments, List<RoomStep> before, List<RoomStep> steps) {
        this.options = Stores.SMALL.withMaxBytes(bytes(segments));
        this.segments = segments;
        this.before = before;
        this.steps = steps;
    }

    private static int bytes(int segments) {
        return 2 * 4096 + segments * 4096;
    }

    /// How many segments were used again by the steps.
    long reused() {
        return reused;
    }

    private Store open(SimulatedRegion region) {
        return StoreOpener.open(region, options, OFTEN);
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(bytes(segments), bytes(segments));
        var store = open(region);
        for (var step : before) if (step instanceof RoomStep.Change change) change.apply(store);
        store.close();
        return region;
    }

    @Override
    public void work(SimulatedRegion first) {
        reused = 0;
        var region = first;
        var store = open(region);
        int number = 0;
        for (var step : steps) {
            switch (step) {
                case RoomStep.Change change -> {
                    region.started(number);
                    change.apply(store);
                    region.acknowledged(number++);
                }
                case RoomStep.Reopen() -> {
                    count(store);
                    store.close();
                    store = open(region);
                }
                case RoomStep.Kill() -> {
                    count(store);
                    region = region.kill();
                    store = open(region);
                }
                case RoomStep.Compact() -> store.compact(_ -> true);
            }
        }
        count(store);
        store.close();
    }

    private void count(Store store) {
        reused += store.engine.log.segments().reuses();
    }

    @Override
    public Map<String, String> recover(SimulatedRegion region) {
        requireClean(region.image(), "as the crash left it");
        var contents = new TreeMap<>(RoomStep.map(open(region)));
        requireClean(region.image(), "as it was opened");
        return contents;
    }

    private static void requireClean(byte[] image, String when) {
        var report =
                StoreCheck.run(
                        Regions.ofMemory(MemorySegment.ofArray(image)),
                        CheckOptions.defaults().withThreads(1),
                        CheckListener.NONE);
        for (var finding : report.findings()) {
            boolean isNote = finding.severity() == Severity.NOTE;
            if (!isNote && !OF_CRASHES.contains(finding.kind())) throw new AssertionError(when + ": " + finding);
        }
    }

    @Override
    public void resume(SimulatedRegion region) {
        var store = open(region);
        region.started(RESUMED);
        RoomStep.map(store).put(RESUMED_KEY, "y".repeat(900));
        region.acknowledged(RESUMED);
    }

    @Override
    public void judge(Map<String, String> found, Progress progress) {
        var models = models();
        for (int done = 0; done < models.size(); done++) {
            boolean may = (done == 0 || progress.isStarted(done - 1)) && !progress.isAcknowledged(done);
            if (may && found.equals(models.get(done))) return;
        }
        throw new AssertionError(progress + ": found " + difference(found, models, progress));
    }

    private static String difference(Map<String, String> found, List<Map<String, String>> models, Progress progress) {
        var nearest = models.get(progress.acknowledged().size());
        var wrong = new ArrayList<String>();
        for (var entry : nearest.entrySet()) {
            String value = found.get(entry.getKey());
            if (!entry.getValue().equals(value))
                wrong.add(entry.getKey() + (value == null ? " is not there" : " differs"));
        }
        for (String key : found.keySet()) if (!nearest.containsKey(key)) wrong.add(key + " should not be there");
        return wrong.toString();
    }

    private List<Map<String, String>> models() {
        var model = new TreeMap<String, String>();
        for (var step : before) if (step instanceof RoomStep.Change change) change.apply(model);
        var models = new ArrayList<Map<String, String>>();
        models.add(new TreeMap<>(model));
        for (var step : steps) {
            if (!(step instanceof RoomStep.Change change)) continue;
            change.apply(model);
            models.add(new TreeMap<>(model));
        }
        return models;
    }

    @Override
    public void judgeResumed(Map<String, String> first, Map<String, String> found, Progress progress) {
        var own = new TreeMap<>(found);
        boolean resumed = own.remove(RESUMED_KEY) != null;
        boolean fits = resumed ? progress.isStarted(RESUMED) : !progress.isAcknowledged(RESUMED);
        if (!fits || !own.equals(first)) {
            throw new AssertionError("found " + own.keySet() + ", before it was " + first.keySet());
        }
    }
}
