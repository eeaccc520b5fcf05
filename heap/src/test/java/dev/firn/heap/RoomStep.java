package dev.firn.heap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/// What is done to a store with one map, or to a model of it.
sealed interface RoomStep {
    /// Something that is there as a whole or not at all.
    sealed interface Change extends RoomStep {
        void apply(Map<String, String> map);

        default void apply(Store store) {
            apply(map(store));
        }
    }

    /// A new value, which lies in its page or in an object or several of its own, as its length says.
    record Put(String key, int length, char of) implements Change {
        @Override
        public void apply(Map<String, String> map) {
            map.put(key, String.valueOf(of).repeat(length));
        }
    }

    record Remove(String key) implements Change {
        @Override
        public void apply(Map<String, String> map) {
            map.remove(key);
        }
    }

    /// Several of them as one transaction.
    record Together(List<Change> changes) implements Change {
        @Override
        public void apply(Map<String, String> map) {
            for (var change : changes) change.apply(map);
        }

        @Override
        public void apply(Store store) {
            store.transact(() -> apply(map(store)));
        }
    }

    /// Everything goes.
    record Clear() implements Change {
        @Override
        public void apply(Map<String, String> map) {
            map.clear();
        }
    }

    /// Somebody began to read before the change, and reads on behind it: he sees what was there, unless the store
    /// needed the room.
    record Read(Change change) implements Change {
        @Override
        public void apply(Map<String, String> map) {
            change.apply(map);
        }

        @Override
        public void apply(Store store) {
            var map = map(store);
            var before = new TreeMap<>(map);
            var reader = map.entrySet().iterator();
            var seen = new TreeMap<String, String>();
            if (reader.hasNext()) add(reader.next(), seen);
            change.apply(store);
            try {
                while (reader.hasNext()) add(reader.next(), seen);
            } catch (SnapshotTooOldException tooOld) {
                return;
            }
            if (!seen.equals(before)) throw new AssertionError("a reader saw " + seen.keySet());
        }

        private static void add(Map.Entry<String, String> entry, Map<String, String> seen) {
            seen.put(entry.getKey(), entry.getValue());
        }
    }

    /// Closed in order, and opened.
    record Reopen() implements RoomStep {}

    /// The process dies, the next one opens the store; caches keep what they have.
    record Kill() implements RoomStep {}

    /// The store becomes as short as it can be.
    record Compact() implements RoomStep {}

    static NavigableMap<String, String> map(Store store) {
        return store.sortedMap("m", Codec.string(), Codec.string());
    }

    /// `count` of them over `keys` keys, some of which are changed much more often than others.
    static List<RoomStep> random(long seed, int count, int keys) {
        var random = new Random(seed);
        var steps = new ArrayList<RoomStep>();
        for (int i = 0; i < count; i++) steps.add(change(random, keys));
        return steps;
    }

    private static Change change(Random random, int keys) {
        return switch (random.nextInt(14)) {
            case 0, 1 -> new Remove(key(random, keys));
            case 2 -> new Together(List.of(small(random, keys), small(random, keys), new Remove(key(random, keys))));
            case 3 -> new Put(key(random, keys), 1800, letter(random));
            case 4, 5 -> medium(random, keys);
            case 6 -> new Read(small(random, keys));
            case 7 -> large(random, keys);
            case 8 -> new Together(List.of(large(random, keys), small(random, keys), medium(random, keys)));
            default -> small(random, keys);
        };
    }

    private static Change medium(Random random, int keys) {
        return new Put(key(random, keys), 600 + random.nextInt(900), letter(random));
    }

    /// Longer than a segment: in several objects, and the commit in several frames. Of a few keys, so that there is
    /// room for them.
    private static Change large(Random random, int keys) {
        return new Put("large " + random.nextInt(1 + keys / 10), 4000 + random.nextInt(6000), letter(random));
    }

    private static Change small(Random random, int keys) {
        return new Put(key(random, keys), 20 + random.nextInt(200), letter(random));
    }

    private static String key(Random random, int keys) {
        return "key " + (int) (keys * random.nextDouble() * random.nextDouble());
    }

    private static char letter(Random random) {
        return (char) ('a' + random.nextInt(26));
    }
}
