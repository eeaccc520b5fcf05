package dev.firn.cli.demo;

import dev.firn.heap.Codec;
import dev.firn.heap.DurableRef;
import dev.firn.heap.DurableSortedMap;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.pmem.Counters;
import dev.firn.pmem.Explanation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;

/// The real thing: a sorted map of words, and the number of the last document, changed in one transaction.
final class FirnWordStore implements WordStore {
    static final String ANY_BACKEND = "any";

    private final Store store;
    private final DurableSortedMap<String, Long> words;
    private final DurableRef<Long> done;

    private FirnWordStore(Path file, StoreOptions options) {
        this.store = Store.open(file, options);
        this.words = store.sortedMap("words", Codec.string(), Codec.int64());
        this.done = store.ref("done", Codec.int64());
    }

    /// The child's main: `BACKEND FILE`.
    public static void main(String[] args) throws IOException {
        System.exit(WordCounter.run(opener(args[0]), Path.of(args[1])));
    }

    /// @param backend a back-end's name, or [#ANY_BACKEND]
    static Opener opener(String backend) {
        var defaults = StoreOptions.defaults();
        var options = backend.equals(ANY_BACKEND) ? defaults : defaults.withBackend(backend);
        return file -> new FirnWordStore(file, options);
    }

    /// Opens a store once, so that the first recovery that is measured is not charged with loading classes.
    static void warmUp(Path folder) {
        Path file = folder.resolve("warm-up.firn");
        var small = StoreOptions.defaults().withSegmentBytes(64 << 10).withInitialBytes(1 << 20);
        new FirnWordStore(file, small).close();
        new FirnWordStore(file, small).close();
    }

    @Override
    public long done() {
        return done.getOr(0L);
    }

    @Override
    public void add(long number, SortedMap<String, Long> counts) {
        store.transact(() -> {
            counts.forEach((word, count) -> words.merge(word, count, Long::sum));
            done.set(number);
        });
    }

    @Override
    public void forEach(Visitor visitor) {
        store.read(() -> words.forEach(visitor::word));
    }

    @Override
    public Counters counters() {
        return store.region().counters();
    }

    @Override
    public Explanation explain() {
        return store.region().explain();
    }

    @Override
    public void close() {
        store.close();
    }
}
