package dev.firn.cli.demo;

import dev.firn.pmem.Counters;
import dev.firn.pmem.Explanation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/// Durable word counts: what the child fills and the parent verifies.
interface WordStore extends AutoCloseable {
    /// The number of the last document that was added; 0 when there is none.
    long done();

    /// Adds the counts of document `number` and makes it the last one, together or not at all, durable on return.
    void add(long number, SortedMap<String, Long> counts);

    /// Goes through all words in order.
    void forEach(Visitor visitor);

    /// What was done to the medium since the store was opened.
    Counters counters();

    /// Why the medium is used as it is.
    Explanation explain();

    @Override
    void close();

    /// Takes one word and its count.
    @FunctionalInterface
    interface Visitor {
        void word(String word, long count);
    }

    /// How a store is opened; one that is not there is made.
    @FunctionalInterface
    interface Opener {
        WordStore open(Path file);
    }

    /// All counts, in memory.
    default Map<String, Long> copy() {
        var counts = new HashMap<String, Long>();
        forEach(counts::put);
        return counts;
    }
}
