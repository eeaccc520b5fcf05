package dev.firn.heap;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A workload on the whole of a production store: transactions on any of its collections, reopening, kills. After a
/// crash the store is as it was after some of the steps, all acknowledged ones among them.
///
/// @param segments how many the region has at first; it may grow to `mostSegments`
record StoreScenario(StoreOptions options, int segments, int mostSegments, List<Step> steps)
        implements CrashScenario<Map<String, Map<String, String>>> {
    private static final int RESUMED = 1000;

    /// What the workload does next.
    sealed interface Step {
        /// Something that is there as a whole or not at all: one call, or one transaction.
        record Change(Consumer<Collections> what) implements Step {}

        /// Closes the store in order and opens it again.
        record Reopen() implements Step {}

        /// The process dies, the next one opens the store; caches keep what they have.
        record Kill() implements Step {}
    }

    /// The collections of a store, or of a model of one. A reference is a map with one key.
    sealed interface Collections {
        /// A sorted map of the store; created when it is not there.
        NavigableMap<String, String> map(String name);

        /// Sets the value of a reference, or empties it.
        void set(String name, String valueOrNull);

        /// Does `body` as one transaction.
        void transact(Runnable body);

        /// Does `body` and takes it back.
        void rollBack(Runnable body);
    }

    private record OfStore(Store store) implements Collections {
        @Override
        public NavigableMap<String, String> map(String name) {
            return store.sortedMap(name, Codec.string(), Codec.string());
        }

        @Override
        public void set(String name, String valueOrNull) {
            var ref = store.ref(name, Codec.string());
            if (valueOrNull == null) ref.clear();
            else ref.set(valueOrNull);
        }

        @Override
        public void transact(Runnable body) {
            store.transact(body);
        }

        @Override
        public void rollBack(Runnable body) {
            try (var tx = store.begin()) {
                body.run();
                tx.rollback();
            }
        }
    }

    private record OfModel(Map<String, Map<String, String>> contents) implements Collections {
        @Override
        public NavigableMap<String, String> map(String name) {
            return (TreeMap<String, String>) contents.computeIfAbsent(name, _ -> new TreeMap<>());
        }

        @Override
        public void set(String name, String valueOrNull) {
            if (valueOrNull == null) map(name).remove("value");
            else map(name).put("value", valueOrNull);
        }

        @Override
        public void transact(Runnable body) {
            body.run();
        }

        @Override
        public void rollBack(Runnable body) {
            // Nothing is left of it.
        }
    }

    static StoreScenario of(int segments, int mostSegments, Step... steps) {
        int most = 2 * 4096 + mostSegments * 4096;
        return new StoreScenario(Stores.SMALL.withMaxBytes(most), segments, mostSegments, List.of(steps));
    }

    static Step change(Consumer<Collections> what) {
        return new Step.Change(what);
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(2 * 4096 + segments * 4096, 2 * 4096 + mostSegments * 4096);
        Store.open(region, options).close();
        return region;
    }

    @Override
    public void work(SimulatedRegion first) {
        var region = first;
        var store = Store.open(region, options);
        int number = 0;
        for (var step : steps) {
            switch (step) {
                case Step.Change(var what) -> {
                    region.started(number);
                    what.accept(new OfStore(store));
                    region.acknowledged(number++);
                }
                case Step.Reopen() -> {
                    store.close();
                    store = Store.open(region, options);
                }
                case Step.Kill() -> {
                    region = region.kill();
                    store = Store.open(region, options);
                }
            }
        }
        store.close();
    }

    @Override
    public Map<String, Map<String, String>> recover(SimulatedRegion region) {
        return contents(Store.open(region, options));
    }

    /// Without the empty ones: a collection may be there before the first transaction on it is.
    private static Map<String, Map<String, String>> contents(Store store) {
        var contents = new TreeMap<String, Map<String, String>>();
        for (var info : store.collections()) {
            var found = new TreeMap<String, String>();
            switch (info.kind()) {
                case MAP -> found.putAll(store.map(info.name(), Codec.string(), Codec.string()));
                case SORTED_MAP -> found.putAll(store.sortedMap(info.name(), Codec.string(), Codec.string()));
                case REF -> store.ref(info.name(), Codec.string()).get().ifPresent(value -> found.put("value", value));
            }
            if (!found.isEmpty()) contents.put(info.name(), found);
        }
        return contents;
    }

    @Override
    public void resume(SimulatedRegion region) {
        var store = Store.open(region, options);
        region.started(RESUMED);
        store.sortedMap("resumed", Codec.string(), Codec.string()).put("after", "the crash");
        region.acknowledged(RESUMED);
    }

    @Override
    public void judge(Map<String, Map<String, String>> found, Progress progress) {
        var model = new OfModel(new TreeMap<>());
        int done = 0;
        for (var change : changes()) {
            if (fits(found, model, done, progress)) return;
            change.what().accept(model);
            done++;
        }
        if (!fits(found, model, done, progress)) throw new AssertionError("found " + found + " after " + progress);
    }

    private static boolean fits(Map<String, Map<String, String>> found, OfModel model, int done, Progress progress) {
        boolean may = (done == 0 || progress.isStarted(done - 1)) && !progress.isAcknowledged(done);
        var contents = new TreeMap<>(model.contents());
        contents.values().removeIf(Map::isEmpty);
        return may && found.equals(contents);
    }

    private List<Step.Change> changes() {
        var changes = new ArrayList<Step.Change>();
        for (var step : steps) if (step instanceof Step.Change change) changes.add(change);
        return changes;
    }

    @Override
    public void judgeResumed(
            Map<String, Map<String, String>> first, Map<String, Map<String, String>> found, Progress progress) {
        var own = new TreeMap<>(found);
        boolean resumed = own.remove("resumed") != null;
        boolean fits = resumed ? progress.isStarted(RESUMED) : !progress.isAcknowledged(RESUMED);
        if (!fits || !own.equals(first)) throw new AssertionError("found " + found + ", before it was " + first);
    }
}
