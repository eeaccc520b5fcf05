package dev.firn.faultinjection;

import dev.firn.pmem.Attributes;
import dev.firn.pmem.Counters;
import dev.firn.pmem.Explanation;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.NoSpaceException;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionClosedException;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A region on the heap that remembers everything done to it, so that it can be crashed afterwards at any place.
///
/// It is small: no thread, no file, no arena. Changes are serialised, which is one legal order of them. The workload
/// marks where its operations begin ([#started]) and where it learned that they are durable ([#acknowledged]).
public final class SimulatedRegion implements Region {
    private static final Explanation EXPLANATION =
            new Explanation(
                    "simulated",
                    Granularity.CACHE_LINE,
                    false,
                    "a region that crashes on purpose was asked for",
                    List.of());

    private final Trace trace;
    private final int maxBytes;
    private final SimulatedView view = new SimulatedView(this);
    private volatile byte[] bytes;
    private volatile boolean closed;
    private long[] threadIds = new long[2];
    private int threads;

    private SimulatedRegion(byte[] bytes, int maxBytes, Trace trace) {
        if (bytes.length % 8 != 0) throw new IllegalArgumentException("not whole words: " + bytes.length + " bytes");
        this.bytes = bytes;
        this.maxBytes = maxBytes;
        this.trace = trace;
    }

    /// A region of `sizeBytes` zeros that may grow to `maxBytes`.
    public static SimulatedRegion create(int sizeBytes, int maxBytes) {
        return new SimulatedRegion(new byte[sizeBytes], maxBytes, new Trace());
    }

    /// A region that begins with `image`, all of it durable. The array is used, not copied.
    public static SimulatedRegion of(byte[] image, int maxBytes) {
        return new SimulatedRegion(image, maxBytes, new Trace());
    }

    static SimulatedRegion of(byte[] image, int maxBytes, Trace trace) {
        trace.clear();
        return new SimulatedRegion(image, maxBytes, trace);
    }

    /// The process dies and another opens the same file: this region is closed, the one returned sees all that was
    /// written, and nothing more of it has become durable. The trace goes on.
    public synchronized SimulatedRegion kill() {
        requireOpen();
        trace.add(Trace.Kind.KILL, thread(), 0, 0);
        closed = true;
        return new SimulatedRegion(bytes, maxBytes, trace);
    }

    /// The workload begins operation number `operation`: from now on it may be found.
    public synchronized void started(long operation) {
        trace.add(Trace.Kind.STARTED, thread(), 0, operation);
    }

    /// The workload has been told that operation number `operation` is durable: from now on it must be found.
    public synchronized void acknowledged(long operation) {
        trace.add(Trace.Kind.ACKNOWLEDGED, thread(), 0, operation);
    }

    /// A plain store of whole or parts of words, as a program makes through a mapping of its own: nobody has begun its
    /// write-back. Not a part of [Region]: for those who record code that does not know it.
    public synchronized void store(long at, MemorySegment source, long from, long length) {
        requireOpen();
        MemorySegment.copy(source, from, MemorySegment.ofArray(bytes), at, length);
        trace.addStore(Trace.Kind.STORE, thread(), (int) at, (int) length, bytes);
    }

    /// Makes a range durable whoever wrote it, as `msync` and `fsync` do.
    public synchronized void sync(long at, long length) {
        requireOpen();
        Objects.checkFromIndexSize(at, length, size());
        trace.add(Trace.Kind.SYNC, thread(), (int) at, length);
    }

    /// The workload is at place number `mark`: it shows up in traces and reports.
    public synchronized void mark(long mark) {
        trace.add(Trace.Kind.MARK, thread(), 0, mark);
    }

    /// A drain failed, as `fsync` does: what was pending is now clean, and later drains leave it alone.
    public synchronized void syncFailed() {
        requireOpen();
        trace.add(Trace.Kind.SYNC_FAILED, thread(), 0, 0);
    }

    /// From now on `listener` is told of each event, also of those after a [#kill]; null for none.
    public synchronized void listen(EventListener listener) {
        trace.listen(listener);
    }

    /// All that happened. Complete when no thread is at work.
    public Trace trace() {
        return trace;
    }

    /// The bytes as a program sees them, a copy.
    public synchronized byte[] image() {
        return bytes.clone();
    }

    int maxBytes() {
        return maxBytes;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public Granularity granularity() {
        return Granularity.CACHE_LINE;
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public synchronized void write(long at, MemorySegment source, long from, long length) {
        requireOpen();
        MemorySegment.copy(source, from, MemorySegment.ofArray(bytes), at, length);
        trace.addStore(Trace.Kind.WRITE, thread(), (int) at, (int) length, bytes);
    }

    @Override
    public synchronized void publish(long at, long word) {
        requireOpen();
        if ((at & 7) != 0) throw new IllegalArgumentException("not aligned to 8 bytes: 0x%x".formatted(at));
        Words.set(bytes, Math.toIntExact(at >>> 3), word);
        trace.addStore(Trace.Kind.PUBLISH, thread(), (int) at, 8, bytes);
    }

    @Override
    public synchronized void flush(long at, long length) {
        requireOpen();
        Objects.checkFromIndexSize(at, length, size());
        trace.add(Trace.Kind.FLUSH, thread(), (int) at, length);
    }

    @Override
    public synchronized void drain() {
        requireOpen();
        trace.add(Trace.Kind.DRAIN, thread(), 0, 0);
    }

    @Override
    public synchronized void grow(long newSize) {
        requireOpen();
        if (newSize <= size()) return;
        if (newSize > maxBytes) {
            throw new NoSpaceException("the simulated medium has %d bytes, not %d".formatted(maxBytes, newSize), null);
        }
        // A crash in the middle may leave any length in between.
        trace.add(Trace.Kind.GROW, thread(), 0, (size() + newSize) / 2 & -8);
        trace.add(Trace.Kind.GROW, thread(), 0, newSize + 7 & -8);
        bytes = Arrays.copyOf(bytes, (int) (newSize + 7 & -8));
    }

    @Override
    public Explanation explain() {
        return EXPLANATION;
    }

    @Override
    public Attributes attributes() {
        return Attributes.ofMemory(Granularity.CACHE_LINE);
    }

    /// Counted from the whole trace, earlier lives included.
    @Override
    public synchronized Counters counters() {
        long writes = 0;
        long written = 0;
        long lines = 0;
        long fences = 0;
        for (int event = 0; event < trace.size(); event++) {
            switch (trace.kind(event)) {
                case WRITE, PUBLISH, STORE -> {
                    writes += trace.kind(event) == Trace.Kind.WRITE ? 1 : 0;
                    written += trace.argument(event);
                    lines += (trace.at(event) + trace.argument(event) + 63) / 64 - trace.at(event) / 64;
                }
                case DRAIN, SYNC -> fences++;
                case FLUSH, SYNC_FAILED, GROW, KILL, STARTED, ACKNOWLEDGED, MARK -> {}
            }
        }
        return new Counters(writes, written, lines, fences, 0);
    }

    @Override
    public void close() {
        closed = true;
    }

    private int thread() {
        long id = Thread.currentThread().threadId();
        for (int known = 0; known < threads; known++) {
            if (threadIds[known] == id) return known;
        }
        if (threads == threadIds.length) threadIds = Arrays.copyOf(threadIds, 2 * threads);
        threadIds[threads] = id;
        return threads++;
    }

    private void requireOpen() {
        if (closed) throw new RegionClosedException("simulated region");
    }
}
