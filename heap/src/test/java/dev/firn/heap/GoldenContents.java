package dev.firn.heap;

import dev.firn.heap.codec.Samples;
import dev.firn.heap.codec.Samples.Sample;
import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.pmem.Region;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// What is put into a golden store, and into maps of the JDK beside it; and what is in one, as lines of text.
final class GoldenContents {
    private static final String CODEC = "codec ";

    private final Region region;
    private final Map<String, TreeMap<String, String>> model = new TreeMap<>();
    private Store store;

    GoldenContents(Region region) {
        this.region = region;
    }

    Region region() {
        return region;
    }

    Store store() {
        return store;
    }

    /// As after a kill, unless it was closed.
    void open(CheckpointOptions checkpoints) {
        store = StoreOpener.open(region, GoldenStore.OPTIONS, checkpoints);
    }

    /// Divided pages and chains of changes, removals, values in objects of their own and in chunks, a batch in parts,
    /// an empty collection, references, and a value of every codec.
    void everything() {
        for (int i = 0; i < 120; i++) put("words", "key " + i, "value " + i);
        for (int i = 0; i < 120; i += 3) remove("words", "key " + i);
        put("texts", "one object", "x".repeat(700));
        put("texts", "chunks", "long text ".repeat(900));
        store.transact(() -> {
            for (int i = 0; i < 60; i++) put("words", "parts " + i, "part ".repeat(40) + i);
        });
        put("texts", "gone", "y".repeat(800));
        remove("texts", "gone");
        map(store, "empty");
        for (var sample : Samples.ALL) ref(sample);
    }

    private <T> void ref(Sample<T> sample) {
        if (sample.value() != null) store.ref(name(sample), sample.codec()).set(sample.value());
    }

    private static String name(Sample<?> sample) {
        return CODEC + sample.codec().schema() + " " + sample.text();
    }

    /// Is never written again, so it has to be moved.
    void cold(int number) {
        put("texts", "cold " + number, "cold ".repeat(160) + number);
    }

    /// Puts, some of them long, and removals.
    void changes(int from, int to) {
        for (int i = from; i < to; i++) {
            String key = "key " + i * 7 % 150;
            if (i % 9 == 4) remove("words", key);
            else put("words", key, "value ".repeat(i % 30) + i);
            if (i % 100 == 50) put("texts", "long " + i % 3, ("text " + i).repeat(600));
            if (i % 300 == 250) remove("texts", "long " + i % 3);
        }
    }

    private void put(String map, String key, String value) {
        map(store, map).put(key, value);
        model.computeIfAbsent(map, _ -> new TreeMap<>()).put(key, value);
    }

    private void remove(String map, String key) {
        map(store, map).remove(key);
        model.getOrDefault(map, new TreeMap<>()).remove(key);
    }

    static Map<String, String> map(Store store, String name) {
        return name.equals("texts")
                ? store.map(name, Codec.string(), Codec.string())
                : store.sortedMap(name, Codec.string(), Codec.string());
    }

    List<String> model() {
        var lines = new ArrayList<String>();
        for (var sample : Samples.ALL) if (sample.value() != null) lines.add(name(sample));
        lines.add("empty");
        model.forEach((name, map) -> map.forEach((key, value) -> lines.add(line(name, key, value))));
        return lines.stream().sorted().toList();
    }

    /// The same of a store. A value that is not its sample's is a line of its own.
    static List<String> found(Store store) {
        var lines = new ArrayList<String>();
        for (var info : store.collections()) {
            String name = info.name();
            switch (info.kind()) {
                case REF -> lines.add(found(store, name));
                default -> {
                    var map = map(store, name);
                    if (map.isEmpty()) lines.add(name);
                    map.forEach((key, value) -> lines.add(line(name, key, value)));
                }
            }
        }
        return lines.stream().sorted().toList();
    }

    private static String found(Store store, String name) {
        for (var sample : Samples.ALL) {
            if (!name.equals(name(sample))) continue;
            var value = store.ref(name, sample.codec()).get().orElse(null);
            boolean same = Objects.deepEquals(sample.value(), value);
            return same ? name : name + " is " + value;
        }
        return name + " has no sample";
    }

    private static String line(String map, String key, String value) {
        if (value.length() <= 40) return map + "\t" + key + "\t" + value;
        var crc = new CRC32C();
        crc.update(value.getBytes(StandardCharsets.UTF_8));
        return "%s\t%s\t%d characters, crc32c %08x".formatted(map, key, value.length(), crc.getValue());
    }
}
