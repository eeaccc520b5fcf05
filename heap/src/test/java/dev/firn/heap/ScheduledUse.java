package dev.firn.heap;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.schedule.ConcurrentScenario;
import dev.firn.faultinjection.schedule.Run;
import dev.firn.faultinjection.schedule.Task;
import dev.firn.faultinjection.schedule.history.History;
import dev.firn.faultinjection.schedule.history.Linearizability;
import dev.firn.faultinjection.schedule.history.Specification;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Several threads use collections that are not there yet, so that they create, find and share them.
///
/// @param granularity of the medium: at `PAGE` commits are grouped
/// @param uses what each thread does
record ScheduledUse(Granularity granularity, List<List<Use>> uses) implements ConcurrentScenario<ScheduledUse.Held> {
    private static final int BYTES = 2 * 4096 + 10 * 4096;

    /// What a thread does; it opens the collection at its first use, and keeps it.
    sealed interface Use {
        /// Puts a key into the map.
        record Put(String key) implements Use {}

        /// The same in a transaction that may create the map, too.
        record PutInside(String key) implements Use {}

        /// Answers how many keys the map has, which is counted in memory.
        record Size() implements Use {}

        /// Adds 1 to the reference; answers the sum.
        record Count() implements Use {}

        /// Sets a text of this length.
        record Write(int length) implements Use {}

        /// Answers how long the text is, in a transaction, which sees what is not yet durable.
        record Length() implements Use {}
    }

    /// What the store holds.
    record Held(Set<String> keys, int count, int length) {}

    private static final Specification<Held> SPECIFICATION =
            new Specification<>() {
                @Override
                public Held initial() {
                    return new Held(Set.of(), 0, 0);
                }

                @Override
                public Step<Held> step(Held held, Object input) {
                    return switch ((Use) input) {
                        case Use.Put(var key) -> new Step<>(with(held, key), 0);
                        case Use.PutInside(var key) -> new Step<>(with(held, key), 0);
                        case Use.Size() -> new Step<>(held, held.keys().size());
                        case Use.Count() -> {
                            int count = held.count() + 1;
                            yield new Step<>(new Held(held.keys(), count, held.length()), count);
                        }
                        case Use.Write(int length) -> new Step<>(new Held(held.keys(), held.count(), length), 0);
                        case Use.Length() -> new Step<>(held, held.length());
                    };
                }
            };

    private static Held with(Held held, String key) {
        var keys = new TreeSet<>(held.keys());
        keys.add(key);
        return new Held(keys, held.count(), held.length());
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(BYTES, BYTES);
        open(region).close();
        return region;
    }

    @Override
    public List<Task> threads(Run run) {
        var store = open(new ScheduledStore.Grained(run.region(), granularity));
        var tasks = new ArrayList<Task>();
        for (var mine : uses) {
            var hands = new Hands(store);
            tasks.add(() -> {
                for (var use : mine) run.call(use, () -> hands.use(use));
            });
        }
        requireNothingLeft(store, run);
        return tasks;
    }

    /// No part of a text that was replaced stays in the store.
    private void requireNothingLeft(Store store, Run run) {
        if (uses.stream().flatMap(List::stream).noneMatch(use -> use instanceof Use.Write)) return;
        run.afterwards(() -> {
            var fresh = open(Stores.memory(BYTES));
            new Hands(fresh).write(new Hands(store).text().getOr("").length());
            long objects = Stores.objects(store);
            long enough = Stores.objects(fresh);
            if (objects != enough) throw new AssertionError("%d objects, %d would do".formatted(objects, enough));
        });
    }

    @Override
    public Held recover(SimulatedRegion region) {
        var store = open(region);
        var hands = new Hands(store);
        var names = store.collections().stream().map(CollectionInfo::name).toList();
        var keys = names.contains("m") ? new TreeSet<>(hands.map().keySet()) : new TreeSet<String>();
        int count = names.contains("r") ? hands.ref().getOr(0) : 0;
        int length = names.contains("t") ? hands.text().getOr("").length() : 0;
        return new Held(keys, count, length);
    }

    @Override
    public void judge(Held found, History history) {
        Linearizability.checkDurable(history, SPECIFICATION, found).orThrow();
    }

    @Override
    public void judgeRun(History history) {
        Linearizability.check(history, SPECIFICATION).orThrow();
    }

    private static Store open(Region region) {
        return Store.open(region, Stores.SMALL.withMaxBytes(BYTES));
    }

    /// What one thread has opened.
    private static final class Hands {
        private final Store store;
        private DurableMap<String, Integer> map;

        Hands(Store store) {
            this.store = store;
        }

        int use(Use use) {
            return switch (use) {
                case Use.Put(var key) -> put(key);
                case Use.PutInside(var key) -> store.transact(() -> put(key));
                case Use.Size() -> map().size();
                case Use.Count() -> ref().update(count -> count == null ? 1 : count + 1).orElseThrow();
                case Use.Write(int length) -> write(length);
                case Use.Length() -> store.transact(() -> text().getOr("").length());
            };
        }

        private int write(int length) {
            text().set("x".repeat(length));
            return 0;
        }

        private int put(String key) {
            map().put(key, 1);
            return 0;
        }

        DurableMap<String, Integer> map() {
            if (map == null) map = store.map("m", Codec.string(), Codec.int32());
            return map;
        }

        DurableRef<Integer> ref() {
            return store.ref("r", Codec.int32());
        }

        DurableRef<String> text() {
            return store.ref("t", Codec.string());
        }
    }
}
