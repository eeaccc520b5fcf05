package dev.firn.faultinjection;

import dev.firn.pmem.Counters;
import java.util.Arrays;

/// What happened to a region, in order: the events, and the 8-byte words that stores left behind.
///
/// Kept in flat arrays, so that recording costs nanoseconds and a trace can be used again. Not safe for use by several
/// threads; the region that records guards it.
public final class Trace {
    /// What an event is.
    public enum Kind {
        /// `Region.write`: its write-back has begun, its words arrive in any order.
        WRITE,
        /// `Region.publish` of one word.
        PUBLISH,
        /// A plain store: nobody has begun its write-back.
        STORE,
        FLUSH,
        DRAIN,
        /// All stores to a range, whoever made them, are on the medium: what `msync` and `fsync` do.
        SYNC,
        /// A drain that failed: what was pending may be on the medium or not, and counts as clean.
        SYNC_FAILED,
        /// The region became longer, to `argument` bytes.
        GROW,
        /// The region became shorter, `argument` bytes; what was pending behind them is gone.
        SHRINK,
        /// `Region.release`: zeros are on their way to a range, as by a [#WRITE].
        RELEASE,
        /// The process died, the machine did not: caches keep what was written.
        KILL,
        /// The workload began operation `argument`.
        STARTED,
        /// The workload was told that operation `argument` is durable.
        ACKNOWLEDGED,
        /// The workload came to a place that it wants to find again; `argument` is its number.
        MARK
    }

    private static final Kind[] KINDS = Kind.values();

    private static final int LONGS = 3;
    private static final int KIND_SHIFT = 32;
    private static final int THREAD_SHIFT = 40;

    /// Of each event three longs: thread, kind and place; argument; where its words begin.
    private long[] events = new long[64 * LONGS];

    private int size;
    private long[] words = new long[256];
    private int wordCount;
    private EventListener listener;
    private final RangeList guards = new RangeList();
    private final RangeList loads = new RangeList();

    Trace() {}

    /// How many events there are.
    public int size() {
        return size;
    }

    public Kind kind(int event) {
        return KINDS[(int) (events[event * LONGS] >>> KIND_SHIFT) & 0xff];
    }

    /// Which thread, counted from 0 in the order of appearance.
    public int thread(int event) {
        return (int) (events[event * LONGS] >>> THREAD_SHIFT);
    }

    /// The first byte it is about.
    public int at(int event) {
        return (int) events[event * LONGS];
    }

    /// Bytes of a store or flush, the new size of a growth, the number of an operation.
    public long argument(int event) {
        return events[event * LONGS + 1];
    }

    /// Equal for traces with equal events and equal stored words: tells whether a run is still the same run.
    public long hash() {
        long hash = size;
        for (int index = 0; index < size * LONGS; index++) hash = mix(hash, events[index]);
        for (int word = 0; word < wordCount; word++) hash = mix(hash, words[word]);
        return hash;
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
        return mixed ^ mixed >>> 29;
    }

    /// The event in words.
    public String describe(int event) {
        if (event == size) return "the end";
        String what =
                switch (kind(event)) {
                    case WRITE, PUBLISH, STORE, RELEASE, FLUSH, SYNC ->
                            "%s 0x%x + %d".formatted(kind(event), at(event), argument(event));
                    case GROW, SHRINK -> kind(event) + " to " + argument(event);
                    case STARTED, ACKNOWLEDGED -> "operation " + argument(event) + " " + kind(event);
                    case MARK -> "mark " + argument(event);
                    case DRAIN, SYNC_FAILED, KILL -> kind(event).toString();
                };
        return what + " by thread " + thread(event);
    }

    /// Whether it changed bytes.
    public boolean isStore(int event) {
        return switch (kind(event)) {
            case WRITE, PUBLISH, STORE, RELEASE -> true;
            case FLUSH, DRAIN, SYNC, SYNC_FAILED, GROW, SHRINK, KILL, STARTED, ACKNOWLEDGED, MARK -> false;
        };
    }

    /// What all of it cost.
    Counters counters() {
        long writes = 0;
        long written = 0;
        long lines = 0;
        long fences = 0;
        for (int event = 0; event < size; event++) {
            switch (kind(event)) {
                case WRITE, PUBLISH, STORE -> {
                    writes += kind(event) == Kind.WRITE ? 1 : 0;
                    written += argument(event);
                    lines += (at(event) + argument(event) + 63) / 64 - at(event) / 64;
                }
                case DRAIN, SYNC -> fences++;
                case FLUSH, SYNC_FAILED, GROW, SHRINK, RELEASE, KILL, STARTED, ACKNOWLEDGED, MARK -> {}
            }
        }
        return new Counters(writes, written, lines, fences, 0);
    }

    /// The 8-byte words a store touched, by index; whole, as they were after it.
    public int storedWords(int event) {
        long last = at(event) + argument(event) - 1;
        return argument(event) == 0 ? 0 : (int) (last / 8 - at(event) / 8 + 1);
    }

    /// One of them.
    public long storedWord(int event, int index) {
        return words[(int) events[event * LONGS + 2] + index];
    }

    /// The ranges that were declared to be under a checksum.
    public RangeList guards() {
        return guards;
    }

    /// What was loaded, in order, if that was asked for ([SimulatedRegion#recordLoads]).
    public RangeList loads() {
        return loads;
    }

    void addGuard(int at, int length) {
        guards.add(size, at, length);
    }

    void addLoad(int at, int length) {
        loads.add(size, at, length);
    }

    void clear() {
        guards.clear();
        loads.clear();
        size = 0;
        wordCount = 0;
    }

    void listen(EventListener newListener) {
        listener = newListener;
    }

    void add(Kind kind, int thread, int at, long argument) {
        append(kind, thread, at, argument);
        if (listener != null) listener.onEvent(size - 1, kind);
    }

    private void append(Kind kind, int thread, int at, long argument) {
        int index = size++ * LONGS;
        if (index == events.length) events = Arrays.copyOf(events, 2 * index);
        events[index] = (long) thread << THREAD_SHIFT | (long) kind.ordinal() << KIND_SHIFT | at;
        events[index + 1] = argument;
        events[index + 2] = wordCount;
    }

    /// A store of one aligned word.
    void addWord(Kind kind, int thread, int at, long word) {
        append(kind, thread, at, Long.BYTES);
        if (wordCount == words.length) words = Arrays.copyOf(words, 2 * wordCount);
        words[wordCount++] = word;
        if (listener != null) listener.onEvent(size - 1, kind);
    }

    /// A store of `length` bytes at `at`, after it was done to `bytes`.
    void addStore(Kind kind, int thread, int at, int length, byte[] bytes) {
        append(kind, thread, at, length);
        int first = at >>> 3;
        int stored = length == 0 ? 0 : (at + length - 1 >>> 3) - first + 1;
        if (wordCount + stored > words.length) {
            words = Arrays.copyOf(words, Math.max(wordCount + stored, 2 * words.length));
        }
        for (int word = 0; word < stored; word++) words[wordCount++] = Words.get(bytes, first + word);
        if (listener != null) listener.onEvent(size - 1, kind);
    }

    /// An event of another trace, stored words and all. No listener is told.
    void addCopy(Trace other, int event) {
        append(other.kind(event), other.thread(event), other.at(event), other.argument(event));
        int stored = other.isStore(event) ? other.storedWords(event) : 0;
        if (wordCount + stored > words.length) {
            words = Arrays.copyOf(words, Math.max(wordCount + stored, 2 * words.length));
        }
        System.arraycopy(other.words, (int) other.events[event * LONGS + 2], words, wordCount, stored);
        wordCount += stored;
    }
}
