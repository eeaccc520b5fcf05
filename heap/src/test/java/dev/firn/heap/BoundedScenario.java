package dev.firn.heap;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.heap.BoundedProgram.Unit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The last unit of a [BoundedProgram] on the production store, crashed at every event. What comes before it has been
/// acknowledged and is durable; its own crashes are those of a shorter program.
final class BoundedScenario implements CrashScenario<Map<String, String>> {
    /// Where a program begins.
    ///
    /// @param room bytes left in the head's segment, about: a small one makes rotation happen inside the program. The
    ///     region has no other segment, so the store grows with it
    /// @param isFull whether all keys are there
    record Start(int segmentBytes, int room, boolean isFull) {
        @Override
        public String toString() {
            return "segments of %d, %d left, %s".formatted(segmentBytes, room, isFull ? "all keys" : "no keys");
        }
    }

    private static final String RESUMED = "resumed";
    private static final int MOST_SEGMENTS = 6;

    private final Start start;
    private final List<Unit> units;
    private final int keys;
    private final StoreOptions options;
    private TreeMap<String, String> before;
    private TreeMap<String, String> after;
    private Store store;
    private SimulatedRegion region;
    private long openings;
    private long growths;

    BoundedScenario(Start start, BoundedProgram program, int keys) {
        this.start = start;
        this.units = program.units();
        this.keys = keys;
        this.options =
                StoreOptions.defaults().withSegmentBytes(start.segmentBytes()).withMaxBytes(bytes(MOST_SEGMENTS));
    }

    /// Segments that the last unit opened, while it was recorded.
    long openings() {
        return openings;
    }

    /// How often the last unit made the store grow.
    long growths() {
        return growths;
    }

    private int bytes(int segments) {
        return Math.max(8192, start.segmentBytes()) + segments * start.segmentBytes();
    }

    @Override
    public SimulatedRegion prepare() {
        region = SimulatedRegion.create(bytes(1), bytes(MOST_SEGMENTS));
        before = new TreeMap<>();
        try (var empty = Store.open(region, options)) {
            var map = map(empty);
            for (int key = 0; start.isFull() && key < keys; key++) map.put(BoundedProgram.key(key), "old");
            before.putAll(map);
            fill(empty);
        }
        store = Store.open(region, options);
        for (var unit : units.subList(0, units.size() - 1)) {
            run(unit);
            before = BoundedProgram.after(before, unit);
        }
        after = BoundedProgram.after(before, units.getLast());
        return region;
    }

    /// One value that leaves as many bytes as wanted in the segment.
    private void fill(Store empty) {
        int overhead = 160;
        var filler = empty.map("filler", Codec.string(), Codec.string());
        var head = empty.engine.log.stableAddress() % start.segmentBytes();
        int length = (int) (start.segmentBytes() - head) - overhead - start.room();
        if (length > 0) filler.put("f", "x".repeat(length));
    }

    @Override
    public void work(SimulatedRegion same) {
        var metrics = store.metrics();
        region.started(1);
        run(units.getLast());
        region.acknowledged(1);
        var then = store.metrics();
        boolean isNew = units.getLast() instanceof Unit.Reopen;
        openings = then.log().segmentOpenings() - (isNew ? 0 : metrics.log().segmentOpenings());
        growths = then.log().growths() - (isNew ? 0 : metrics.log().growths());
    }

    private void run(Unit unit) {
        switch (unit) {
            case Unit.Reopen() -> {
                store.close();
                store = Store.open(region, options);
            }
            case Unit.Transaction(var changes, var isExplicit, var isCommitted) -> {
                var map = map(store);
                if (!isExplicit) {
                    BoundedProgram.apply(changes.getFirst(), map);
                    return;
                }
                try (var tx = store.begin()) {
                    for (var change : changes) BoundedProgram.apply(change, map);
                    if (isCommitted) tx.commit();
                    else tx.rollback();
                }
            }
        }
    }

    private static Map<String, String> map(Store store) {
        return store.sortedMap("m", Codec.string(), Codec.string());
    }

    @Override
    public Map<String, String> recover(SimulatedRegion crashed) {
        return new TreeMap<>(map(Store.open(crashed, options)));
    }

    @Override
    public void resume(SimulatedRegion crashed) {
        var resumed = Store.open(crashed, options);
        crashed.started(2);
        map(resumed).put(RESUMED, "yes");
        crashed.acknowledged(2);
    }

    @Override
    public void judge(Map<String, String> found, Progress progress) {
        boolean isOld = found.equals(before) && !progress.isAcknowledged(1);
        boolean isNew = found.equals(after) && progress.isStarted(1);
        if (!isOld && !isNew) throw new AssertionError("found %s, not %s or %s".formatted(found, before, after));
    }

    @Override
    public void judgeResumed(Map<String, String> first, Map<String, String> found, Progress progress) {
        var own = new TreeMap<>(found);
        boolean resumed = own.remove(RESUMED) != null;
        boolean fits = resumed ? progress.isStarted(2) : !progress.isAcknowledged(2);
        if (!fits || !own.equals(first)) {
            throw new AssertionError("found %s, the recovery before had %s".formatted(found, first));
        }
    }
}
