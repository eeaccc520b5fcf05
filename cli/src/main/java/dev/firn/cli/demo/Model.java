package dev.firn.cli.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What the store must hold: the counts of all acknowledged documents, kept by the parent on its own.
final class Model {
    private final Map<String, Long> counts = new HashMap<>();
    private long done;
    private long words;
    private long dataBytes;

    /// Adds a document that is in the store.
    void add(Document document) {
        document.counts().forEach(this::add);
        done = document.number();
    }

    private void add(String word, long count) {
        counts.merge(word, count, Long::sum);
        words += count;
        dataBytes += word.length() + Long.BYTES;
    }

    /// The number of the last document in it.
    long done() {
        return done;
    }

    long words() {
        return words;
    }

    /// What the transactions put, keys and values, as bytes.
    long dataBytes() {
        return dataBytes;
    }

    Map<String, Long> counts() {
        return counts;
    }

    /// Where `found` differs, by word.
    Map<String, Difference> differences(Map<String, Long> found) {
        var differences = new TreeMap<String, Difference>();
        counts.forEach((word, expected) -> compare(differences, word, expected, found.getOrDefault(word, 0L)));
        found.forEach((word, there) -> compare(differences, word, counts.getOrDefault(word, 0L), there));
        return differences;
    }

    private static void compare(Map<String, Difference> differences, String word, long expected, long found) {
        if (expected != found) differences.put(word, new Difference(expected, found));
    }

    /// A word's count as it must be and as it is; 0 when the word is not there.
    record Difference(long expected, long found) {}
}
