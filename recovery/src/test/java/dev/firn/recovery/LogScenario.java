package dev.firn.recovery;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Batch;
import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.pmem.Region;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A workload of batches on the production log, and the judge of what is found after a crash.
///
/// Each batch puts an object of its own beside what it is asked to do, so that the judge knows which batches are there:
/// all acknowledged ones, none that had not begun, and of each all or nothing.
record LogScenario(
        LogOptions options,
        int segments,
        int maxSegments,
        List<Act> acts,
        boolean numbered,
        UnaryOperator<Region> medium,
        UnaryOperator<Region> mediumAfterCrash)
        implements CrashScenario<LogScenario.Found> {
    static final int SEGMENT_BYTES = 4096;

    /// Objects from here on say which batches are there.
    static final long MARKERS = 100;

    /// An object above all others, so that objects the log numbers itself come behind it.
    static final long SENTINEL = 200;

    /// The batch that is appended after a crash.
    static final int RESUMED = 60;

    /// What the workload does next.
    sealed interface Act {
        /// A batch of these.
        record Append(Op... ops) implements Act {}

        /// Closes the log in order and opens it again.
        record Reopen() implements Act {}

        /// The process dies; the next one opens the log.
        record Kill() implements Act {}
    }

    /// A part of a batch.
    sealed interface Op {
        record Put(long object, String content) implements Op {}

        /// Adds to the end of the content.
        record Delta(long object, String added) implements Op {}

        record Tombstone(long object) implements Op {}
    }

    /// What a recovery finds: the contents of all objects.
    record Found(Map<Long, String> contents) {
        /// Which batches are there.
        TreeSet<Integer> batches() {
            var batches = new TreeSet<Integer>();
            for (long object : contents.keySet()) if (object >= MARKERS) batches.add((int) (object - MARKERS));
            return batches;
        }

        /// Long contents by their beginning and length.
        @Override
        public String toString() {
            return contents.entrySet().stream()
                    .map(e -> e.getKey() + "=" + abbreviated(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }

        private static String abbreviated(String text) {
            return text.length() <= 16 ? text : text.substring(0, 12) + "...(" + text.length() + ")";
        }
    }

    static LogScenario of(Act... acts) {
        return new LogScenario(
                defaults(), 8, 8, List.of(acts), false, UnaryOperator.identity(), UnaryOperator.identity());
    }

    static LogOptions defaults() {
        return LogOptions.defaults()
                .withSegmentBytes(SEGMENT_BYTES)
                .withMemory(LogMemory.onHeap())
                .withMappingChunkEntries(256);
    }

    LogScenario withSegments(int first, int most) {
        var limited = options.withMaxBytes(regionBytes(most));
        return new LogScenario(limited, first, most, acts, numbered, medium, mediumAfterCrash);
    }

    /// With objects that the log numbers itself: it has been used before the workload begins.
    LogScenario withLargeRecords() {
        return new LogScenario(options, segments, maxSegments, acts, true, medium, mediumAfterCrash);
    }

    LogScenario withMedium(UnaryOperator<Region> value) {
        return new LogScenario(options, segments, maxSegments, acts, numbered, value, mediumAfterCrash);
    }

    LogScenario withMediumAfterCrash(UnaryOperator<Region> value) {
        return new LogScenario(options, segments, maxSegments, acts, numbered, medium, value);
    }

    static int regionBytes(int segments) {
        return 2 * 4096 + segments * SEGMENT_BYTES;
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(regionBytes(segments), regionBytes(maxSegments));
        Log.format(region, options);
        if (!numbered) return region;
        try (var log = Recovery.open(region, options).log()) {
            var batch = log.newBatch();
            put(batch, SENTINEL, "");
            log.append(batch);
        }
        return region;
    }

    @Override
    public void work(SimulatedRegion first) {
        var region = first;
        var device = medium.apply(region);
        var log = Recovery.open(device, options).log();
        int number = 0;
        for (var act : acts) {
            switch (act) {
                case Act.Append(var ops) -> append(region, log, number++, ops);
                case Act.Reopen() -> {
                    log.close();
                    log = Recovery.open(device, options).log();
                }
                case Act.Kill() -> {
                    region = region.kill();
                    device = medium.apply(region);
                    log = Recovery.open(device, options).log();
                }
            }
        }
        log.close();
    }

    @Override
    public Found recover(SimulatedRegion region) {
        return contents(Recovery.open(mediumAfterCrash.apply(region), options).log());
    }

    @Override
    public void resume(SimulatedRegion region) {
        var log = Recovery.open(mediumAfterCrash.apply(region), options).log();
        append(region, log, RESUMED, new Op.Put(1, "resumed"));
    }

    @Override
    public void judge(Found found, Progress progress) {
        judge(found, progress, this::expected);
    }

    @Override
    public void judgeResumed(Found first, Found found, Progress progress) {
        judge(found, progress);
        requireNoneBack(first, found);
    }

    /// What a recovery has once declared lost stays lost.
    static void requireNoneBack(Found first, Found found) {
        var back = found.batches();
        back.removeAll(first.batches());
        back.remove(RESUMED);
        if (!back.isEmpty()) throw new AssertionError("batches %s came back after they were lost".formatted(back));
    }

    static void judge(Found found, Progress progress, Function<TreeSet<Integer>, Map<Long, String>> model) {
        var batches = found.batches();
        for (long acknowledged : progress.acknowledged()) {
            if (!batches.contains((int) acknowledged)) throw new AssertionError("lost batch " + acknowledged);
        }
        for (int batch : batches) {
            if (!progress.isStarted(batch)) throw new AssertionError("invented batch " + batch);
        }
        var expected = model.apply(batches);
        if (!expected.equals(found.contents())) {
            throw new AssertionError(
                    "with batches %s: expected %s, found %s".formatted(batches, new Found(expected), found));
        }
    }

    /// Batch `number`, with the object that says that it is there.
    static Batch batch(Log log, int number, Op... ops) {
        var batch = log.newBatch();
        for (var op : ops) add(log, batch, op);
        put(batch, MARKERS + number, "batch " + number);
        return batch;
    }

    static void append(SimulatedRegion region, Log log, int number, Op... ops) {
        var batch = batch(log, number, ops);
        region.started(number);
        log.append(batch);
        region.acknowledged(number);
        log.install(batch);
    }

    private static void add(Log log, Batch batch, Op op) {
        switch (op) {
            case Op.Put(var object, var content) -> put(batch, object, content);
            case Op.Delta(var object, var added) -> {
                byte[] bytes = added.getBytes(StandardCharsets.UTF_8);
                int at = batch.beginDelta(object, log.mapping().entry(object), bytes.length);
                MemorySegment.copy(MemorySegment.ofArray(bytes), 0, batch.bytes(), at, bytes.length);
                batch.end(bytes.length);
            }
            case Op.Tombstone(var object) -> batch.tombstone(object);
        }
    }

    static void put(Batch batch, long object, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        batch.put(object, MemorySegment.ofArray(bytes), 0, bytes.length);
    }

    private Map<Long, String> expected(TreeSet<Integer> batches) {
        var expected = new TreeMap<Long, String>();
        int number = 0;
        for (var act : acts) {
            if (!(act instanceof Act.Append(var ops))) continue;
            if (batches.contains(number)) apply(expected, number, ops);
            number++;
        }
        if (batches.contains(RESUMED)) apply(expected, RESUMED, new Op.Put(1, "resumed"));
        return expected;
    }

    static void apply(Map<Long, String> contents, int number, Op... ops) {
        for (var op : ops) {
            switch (op) {
                case Op.Put(var object, var content) -> contents.put(object, content);
                case Op.Delta(var object, var added) -> contents.merge(object, added, String::concat);
                case Op.Tombstone(var object) -> contents.remove(object);
            }
        }
        contents.put(MARKERS + number, "batch " + number);
    }

    static Found contents(Log log) {
        var contents = new TreeMap<Long, String>();
        for (long object = 1; object < MARKERS + RESUMED + 1; object++) {
            long entry = log.mapping().entry(object);
            if (entry != Entry.NONE) contents.put(object, Contents.of(log, entry));
        }
        return new Found(contents);
    }
}
