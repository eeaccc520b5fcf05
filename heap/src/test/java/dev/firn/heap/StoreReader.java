package dev.firn.heap;

import dev.firn.faultinjection.fault.CorruptionSubject;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Opens an image by the production recovery and reads everything in it: what collections there are, and of the map and
/// the reference of these tests every key and value, on every way there is.
///
/// @param moments what the map held at earlier moments of a killed store's life: its last writes, which nothing on the
///     medium says were durable, cannot be told from torn ones
record StoreReader(Set<Map<String, Long>> moments) implements CorruptionSubject<StoreReader.Found> {
    /// @param cut whether recovery reported that a head ends in a break
    record Found(Map<String, Long> map, Set<String> collections, String text, boolean cut) {
        /// Whether the same is there.
        @Override
        public boolean equals(Object other) {
            return other instanceof Found found
                    && map.equals(found.map)
                    && collections.equals(found.collections)
                    && text.equals(found.text);
        }

        @Override
        public int hashCode() {
            return map.hashCode();
        }
    }

    @Override
    public Found read(byte[] image) {
        var region = Regions.ofMemory(MemorySegment.ofArray(image));
        // Nothing is written: an image of which recovery thinks that it is blank would be formatted.
        return found(Store.open(region, GoldenStoreTest.OPTIONS.withReadOnly(true)));
    }

    static Found found(Store store) {
        var collections = new java.util.TreeSet<String>();
        for (var info : store.collections()) collections.add(info.name());
        var map = new TreeMap<String, Long>();
        if (collections.contains("map")) readAll(GoldenStoreTest.map(store), map);
        String text = collections.contains("long") ? store.ref("long", Codec.string()).get().orElse("") : "";
        return new Found(map, collections, text, !store.recovery().breaks().isEmpty());
    }

    private static void readAll(DurableSortedMap<String, Long> map, Map<String, Long> target) {
        map.forEach(target::put);
        if (map.size() != target.size()) throw new AssertionError("size " + map.size() + " of " + target);
        for (var entry : target.entrySet()) {
            if (!entry.getValue().equals(map.get(entry.getKey()))) throw new AssertionError("get " + entry);
        }
        if (!map.descendingMap().equals(target)) throw new AssertionError("downwards");
    }

    @Override
    public boolean isDeclared(Found whole, Found found) {
        return found.cut() && moments.contains(found.map());
    }
}
