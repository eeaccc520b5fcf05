package dev.firn.faultinjection;

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

    private byte[] kinds = new byte[64];
    private int[] threads = new int[64];
    private int[] ats = new int[64];
    private long[] arguments = new long[64];
    private int[] firstWords = new int[64];
    private int size;
    private long[] words = new long[256];
    private int wordCount;
    private EventListener listener;

    Trace() {}

    /// How many events there are.
    public int size() {
        return size;
    }

    public Kind kind(int event) {
        return KINDS[kinds[event]];
    }

    /// Which thread, counted from 0 in the order of appearance.
    public int thread(int event) {
        return threads[event];
    }

    /// The first byte it is about.
    public int at(int event) {
        return ats[event];
    }

    /// Bytes of a store or flush, the new size of a growth, the number of an operation.
    public long argument(int event) {
        return arguments[event];
    }

    /// Equal for traces with equal events and equal stored words: tells whether a run is still the same run.
    public long hash() {
        long hash = size;
        for (int event = 0; event < size; event++) {
            hash = mix(hash, (long) kinds[event] << 32 | threads[event]);
            hash = mix(hash, ats[event]);
            hash = mix(hash, arguments[event]);
        }
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
                    case WRITE, PUBLISH, STORE, FLUSH, SYNC ->
                            "%s 0x%x + %d".formatted(kind(event), at(event), argument(event));
                    case GROW -> "GROW to " + argument(event);
                    case STARTED, ACKNOWLEDGED -> "operation " + argument(event) + " " + kind(event);
                    case MARK -> "mark " + argument(event);
                    case DRAIN, SYNC_FAILED, KILL -> kind(event).toString();
                };
        return what + " by thread " + thread(event);
    }

    /// The 8-byte words a store touched, by index; whole, as they were after it.
    int storedWords(int event) {
        long last = at(event) + arguments[event] - 1;
        return arguments[event] == 0 ? 0 : (int) (last / 8 - at(event) / 8 + 1);
    }

    long storedWord(int event, int index) {
        return words[firstWords[event] + index];
    }

    void clear() {
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
        if (size == kinds.length) lengthen();
        kinds[size] = (byte) kind.ordinal();
        threads[size] = thread;
        ats[size] = at;
        arguments[size] = argument;
        firstWords[size++] = wordCount;
    }

    /// A store of `length` bytes at `at`, after it was done to `bytes`.
    void addStore(Kind kind, int thread, int at, int length, byte[] bytes) {
        append(kind, thread, at, length);
        int stored = storedWords(size - 1);
        if (wordCount + stored > words.length) {
            words = Arrays.copyOf(words, Math.max(wordCount + stored, 2 * words.length));
        }
        for (int word = 0; word < stored; word++) words[wordCount++] = Words.get(bytes, at / 8 + word);
        if (listener != null) listener.onEvent(size - 1, kind);
    }

    private void lengthen() {
        int longer = 2 * size;
        kinds = Arrays.copyOf(kinds, longer);
        threads = Arrays.copyOf(threads, longer);
        ats = Arrays.copyOf(ats, longer);
        arguments = Arrays.copyOf(arguments, longer);
        firstWords = Arrays.copyOf(firstWords, longer);
    }
}
