package dev.firn.examples.vm;

import dev.firn.heap.Codec;
import dev.firn.heap.DurableSortedMap;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.pmem.Explanation;
import java.nio.file.Path;

/// What a machine with persistent memory is asked to do: small commits to a store, and to say what it found.
/// It answers in lines on its standard output, which whoever runs it keeps when the machine loses power.
///
///     explain FILE        how the store is made durable, and why
///     commit FILE COUNT   that many commits between the lines `commits begin` and `commits end`
///     resume FILE         `found N`, then commits from N on, each followed by `ack N`, until the power goes
///     count FILE          `found N`
public final class DaxCheck {
    /// Long enough that a store does not grow while it is watched: growing synchronises the file.
    private static final long STORE_BYTES = 96 << 20;

    private DaxCheck() {}

    public static void main(String[] args) {
        var options = StoreOptions.defaults().withInitialBytes(STORE_BYTES);
        try (Store store = Store.open(Path.of(args[1]), options)) {
            DurableSortedMap<Long, Long> numbers = store.sortedMap("numbers", Codec.int64(), Codec.int64());
            switch (args[0]) {
                case "explain" -> explain(store.region().explain());
                case "commit" -> commit(numbers, Long.parseLong(args[2]));
                case "resume" -> resume(numbers);
                case "count" -> found(numbers);
                default -> throw new IllegalArgumentException("no such check: " + args[0]);
            }
        }
    }

    private static void explain(Explanation explanation) {
        System.out.println("granularity " + explanation.granularity());
        System.out.println("durable " + explanation.durable());
        System.out.println("because " + explanation.sentence());
    }

    private static void commit(DurableSortedMap<Long, Long> numbers, long count) {
        System.out.println("commits begin");
        for (long i = 0; i < count; i++) numbers.put(i, valueOf(i));
        System.out.println("commits end");
    }

    /// The numbers from 0 to the first that is missing or has a wrong value.
    private static long found(DurableSortedMap<Long, Long> numbers) {
        long found = 0;
        for (var entry : numbers.entrySet()) {
            if (entry.getKey() != found || entry.getValue() != valueOf(found)) break;
            found++;
        }
        // The last line before a power cut may have no end.
        System.out.println("\nfound " + found);
        return found;
    }

    private static void resume(DurableSortedMap<Long, Long> numbers) {
        for (long next = found(numbers); ; next++) {
            numbers.put(next, valueOf(next));
            System.out.println("ack " + next);
        }
    }

    private static long valueOf(long number) {
        return (number + 1) * 0x9E3779B97F4A7C15L;
    }
}
