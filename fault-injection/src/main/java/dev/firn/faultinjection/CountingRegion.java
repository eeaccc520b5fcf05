package dev.firn.faultinjection;

import dev.firn.pmem.Region;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts the calls of a region and notes where its user breaks the rules of using one. Safe for use by several
/// threads, which it serialises.
public final class CountingRegion extends DelegatingRegion {
    /// What a user did wrong.
    ///
    /// @param rule which rule
    /// @param what the call
    public record Finding(Rule rule, String what) {}

    /// The rules.
    public enum Rule {
        /// A store outside the region.
        OUT_OF_BOUNDS,
        /// A drain that waits for nothing: it costs a fence or a sync.
        DRAIN_WITHOUT_STORES,
        /// A published word that was not flushed when its thread drained: it is not covered.
        PUBLISHED_NOT_FLUSHED,
        /// A flush of nothing that this thread published: a write begins its own write-back.
        NEEDLESS_FLUSH,
        /// The region was closed before a drain covered everything.
        CLOSED_DIRTY
    }

    /// What a thread has not drained yet.
    private static final class Dirt {
        final TreeMap<Long, Boolean> flushedByWord = new TreeMap<>();
        boolean begun;
    }

    private final long[] calls = new long[Verb.values().length];
    private final Map<Long, Dirt> dirtByThread = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private long bytes;

    public CountingRegion(Region region) {
        super(region);
    }

    public synchronized long count(Verb verb) {
        return calls[verb.ordinal()];
    }

    /// Bytes written and published.
    public synchronized long bytes() {
        return bytes;
    }

    /// What was done wrong so far, in order.
    public synchronized List<Finding> findings() {
        return List.copyOf(findings);
    }

    /// Begins again at zero.
    public synchronized void reset() {
        Arrays.fill(calls, 0);
        bytes = 0;
    }

    @Override
    public synchronized void write(long at, MemorySegment source, long from, long length) {
        stored(Verb.WRITE, at, length);
        super.write(at, source, from, length);
        dirt().begun |= length > 0;
    }

    @Override
    public synchronized void publish(long at, long word) {
        stored(Verb.PUBLISH, at, Long.BYTES);
        super.publish(at, word);
        dirt().flushedByWord.put(at, false);
    }

    @Override
    public synchronized void flush(long at, long length) {
        count(Verb.FLUSH, 0);
        var reached = dirt().flushedByWord.subMap(at & -8, at + length);
        if (reached.isEmpty() && length > 0) find(Rule.NEEDLESS_FLUSH, "flush 0x%x + %d".formatted(at, length));
        reached.replaceAll((_, _) -> true);
        dirt().begun = true;
        super.flush(at, length);
    }

    @Override
    public synchronized void drain() {
        count(Verb.DRAIN, 0);
        var dirt = dirt();
        dirt.flushedByWord.forEach((word, flushed) -> {
            if (!flushed) find(Rule.PUBLISHED_NOT_FLUSHED, "word 0x%x".formatted(word));
        });
        if (!dirt.begun && dirt.flushedByWord.isEmpty()) find(Rule.DRAIN_WITHOUT_STORES, "drain " + count(Verb.DRAIN));
        super.drain();
        dirt.flushedByWord.values().removeIf(flushed -> flushed);
        dirt.begun = false;
    }

    @Override
    public synchronized void grow(long newSize) {
        count(Verb.GROW, 0);
        super.grow(newSize);
    }

    @Override
    public synchronized void close() {
        dirtByThread.forEach((thread, dirt) -> {
            if (dirt.begun || !dirt.flushedByWord.isEmpty()) find(Rule.CLOSED_DIRTY, "thread " + thread);
        });
        super.close();
    }

    private void stored(Verb verb, long at, long length) {
        if (at < 0 || length < 0 || at > size() - length) {
            find(Rule.OUT_OF_BOUNDS, "%s 0x%x + %d of %d bytes".formatted(verb, at, length, size()));
        }
        count(verb, length);
    }

    private void count(Verb verb, long stored) {
        calls[verb.ordinal()]++;
        bytes += stored;
    }

    private void find(Rule rule, String what) {
        findings.add(new Finding(rule, what));
    }

    private Dirt dirt() {
        return dirtByThread.computeIfAbsent(Thread.currentThread().threadId(), _ -> new Dirt());
    }
}
