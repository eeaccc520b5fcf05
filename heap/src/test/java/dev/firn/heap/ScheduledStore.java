package dev.firn.heap;

import dev.firn.faultinjection.DelegatingRegion;
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
import java.util.Map;
import java.util.TreeMap;

/// Several threads use a map of the production store at the same time, in transactions. What they were answered, and
/// what a crash leaves, must be what some order of the transactions gives.
///
/// @param granularity of the medium: at `PAGE` commits are grouped
/// @param transactions what each thread does
record ScheduledStore(Granularity granularity, List<List<Transaction>> transactions)
        implements ConcurrentScenario<Map<String, Integer>> {
    private static final int BYTES = 2 * 4096 + 4 * 4096;

    /// What a transaction does.
    sealed interface Transaction {
        /// Puts `value` under each of the keys; answers the value that was under the first one, or 0.
        record PutAll(int value, String... keys) implements Transaction {
            @Override
            public String toString() {
                return "put " + value + " under " + List.of(keys);
            }
        }

        /// Adds 1 to what is under the key; answers the sum.
        record Increment(String key) implements Transaction {}

        /// Answers what is under the key, or 0; outside of transactions.
        record Get(String key) implements Transaction {}

        /// The same inside a transaction, which sees what others have written and not yet made durable.
        record Look(String key) implements Transaction {}
    }

    private static final Specification<Map<String, Integer>> MAP =
            new Specification<>() {
                @Override
                public Map<String, Integer> initial() {
                    return Map.of();
                }

                @Override
                public Step<Map<String, Integer>> step(Map<String, Integer> state, Object input) {
                    var next = new TreeMap<>(state);
                    int answer = run((Transaction) input, next);
                    return new Step<>(next, answer);
                }

                @Override
                public boolean changes(Object input) {
                    return !(input instanceof Transaction.Get || input instanceof Transaction.Look);
                }
            };

    private static int run(Transaction transaction, Map<String, Integer> map) {
        return switch (transaction) {
            case Transaction.PutAll put -> {
                int before = map.getOrDefault(put.keys()[0], 0);
                for (String key : put.keys()) map.put(key, put.value());
                yield before;
            }
            case Transaction.Increment(var key) -> map.merge(key, 1, Integer::sum);
            case Transaction.Get(var key) -> map.getOrDefault(key, 0);
            case Transaction.Look(var key) -> map.getOrDefault(key, 0);
        };
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(BYTES, BYTES);
        try (var store = open(region)) {
            map(store);
        }
        return region;
    }

    @Override
    public List<Task> threads(Run run) {
        var store = open(new Grained(run.region(), granularity));
        var map = map(store);
        var tasks = new ArrayList<Task>();
        for (var mine : transactions) {
            tasks.add(() -> {
                for (var transaction : mine) run.call(transaction, () -> transact(store, map, transaction));
            });
        }
        return tasks;
    }

    private static int transact(Store store, Map<String, Integer> map, Transaction transaction) {
        if (transaction instanceof Transaction.Get) return run(transaction, map);
        int[] answer = new int[1];
        store.transact(() -> answer[0] = run(transaction, map));
        return answer[0];
    }

    @Override
    public Map<String, Integer> recover(SimulatedRegion region) {
        return new TreeMap<>(map(open(region)));
    }

    @Override
    public void judge(Map<String, Integer> found, History history) {
        Linearizability.checkDurable(history, MAP, found).orThrow();
    }

    @Override
    public void judgeRun(History history) {
        Linearizability.check(history, MAP).orThrow();
    }

    private static Store open(Region region) {
        return Store.open(region, Stores.SMALL.withMaxBytes(BYTES));
    }

    private static Map<String, Integer> map(Store store) {
        return store.map("m", Codec.string(), Codec.int32());
    }

    static final class Grained extends DelegatingRegion {
        private final Granularity granularity;

        Grained(Region region, Granularity granularity) {
            super(region);
            this.granularity = granularity;
        }

        @Override
        public Granularity granularity() {
            return granularity;
        }
    }
}
