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
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
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

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final String CONFINED = "this simulated region is for %s alone; create() makes one for several";

    private final SpinLock lock = new SpinLock();
    private final Thread owner;
    private final Trace trace;
    private final int maxBytes;
    private final SimulatedView view = new SimulatedView(this);
    private volatile byte[] bytes;
    private volatile boolean closed;
    private Watch watch;
    private final ThreadNumbers numbers = new ThreadNumbers();

    private SimulatedRegion(byte[] bytes, int maxBytes, Trace trace, Thread owner) {
        if (bytes.length % 8 != 0) throw new IllegalArgumentException("not whole words: " + bytes.length + " bytes");
        this.bytes = bytes;
        this.maxBytes = maxBytes;
        this.trace = trace;
        this.owner = owner;
    }

    /// A region of `sizeBytes` zeros that may grow to `maxBytes`.
    public static SimulatedRegion create(int sizeBytes, int maxBytes) {
        return new SimulatedRegion(new byte[sizeBytes], maxBytes, new Trace(), null);
    }

    /// A region that begins with `image`, all of it durable. The array is used, not copied.
    public static SimulatedRegion of(byte[] image, int maxBytes) {
        return new SimulatedRegion(image, maxBytes, new Trace(), null);
    }

    /// One whose changes the calling thread alone may make, which spares an atomic operation a call: to record
    /// millions. A call by another thread throws [IllegalStateException]; it may read.
    public static SimulatedRegion confined(int sizeBytes, int maxBytes) {
        return new SimulatedRegion(new byte[sizeBytes], maxBytes, new Trace(), Thread.currentThread());
    }

    static SimulatedRegion of(byte[] image, int maxBytes, Trace trace) {
        trace.clear();
        return new SimulatedRegion(image, maxBytes, trace, null);
    }

    /// The process dies and another opens the same file: this region is closed, the one returned sees all that was
    /// written, and nothing more of it has become durable. The trace goes on.
    public SimulatedRegion kill() {
        enter();
        try {
            requireOpen();
            trace.add(Trace.Kind.KILL, thread(), 0, 0);
            closed = true;
            var next = new SimulatedRegion(bytes, maxBytes, trace, owner);
            next.watch = watch;
            return next;
        } finally {
            leave();
        }
    }

    /// The workload begins operation number `operation`: from now on it may be found.
    public void started(long operation) {
        enter();
        try {
            trace.add(Trace.Kind.STARTED, thread(), 0, operation);
        } finally {
            leave();
        }
    }

    /// The workload has been told that operation number `operation` is durable: from now on it must be found.
    public void acknowledged(long operation) {
        enter();
        try {
            trace.add(Trace.Kind.ACKNOWLEDGED, thread(), 0, operation);
        } finally {
            leave();
        }
    }

    /// A plain store of whole or parts of words, as a program makes through a mapping of its own: nobody has begun its
    /// write-back. Not a part of [Region]: for those who record code that does not know it.
    public void store(long at, MemorySegment source, long from, long length) {
        enter();
        try {
            storing(at, length);
            if (length == Long.BYTES && (at & 7) == 0) {
                storeWord(Trace.Kind.STORE, at, source.get(WORD, from));
                return;
            }
            MemorySegment.copy(source, from, MemorySegment.ofArray(bytes), at, length);
            trace.addStore(Trace.Kind.STORE, thread(), (int) at, (int) length, bytes);
        } finally {
            leave();
        }
    }

    /// The same of one aligned word.
    public void store(long at, long word) {
        enter();
        try {
            storing(at, Long.BYTES);
            requireAligned(at);
            storeWord(Trace.Kind.STORE, at, word);
        } finally {
            leave();
        }
    }

    /// Makes a range durable whoever wrote it, as `msync` and `fsync` do.
    public void sync(long at, long length) {
        enter();
        try {
            calling();
            Objects.checkFromIndexSize(at, length, size());
            trace.add(Trace.Kind.SYNC, thread(), (int) at, length);
        } finally {
            leave();
        }
    }

    /// The workload is at place number `mark`: it shows up in traces and reports.
    public void mark(long mark) {
        enter();
        try {
            trace.add(Trace.Kind.MARK, thread(), 0, mark);
        } finally {
            leave();
        }
    }

    /// A drain failed, as `fsync` does: what was pending is now clean, and later drains leave it alone.
    public void syncFailed() {
        enter();
        try {
            requireOpen();
            trace.add(Trace.Kind.SYNC_FAILED, thread(), 0, 0);
        } finally {
            leave();
        }
    }

    /// Forgets the trace so far: what the region holds counts as durable, and a recording begins here.
    public void forget() {
        enter();
        try {
            trace.clear();
        } finally {
            leave();
        }
    }

    /// From now on `listener` is told of each event, also of those after a [#kill]; null for none.
    public void listen(EventListener listener) {
        enter();
        try {
            trace.listen(listener);
        } finally {
            leave();
        }
    }

    /// The last stores to `[at, at + length)` are covered by a checksum: what reads them takes them all or none. An
    /// exploration may use that ([CrashOptions#withGuards]).
    public void guarded(long at, long length) {
        enter();
        try {
            requireOpen();
            Objects.checkFromIndexSize(at, length, size());
            trace.addGuard((int) at, (int) length);
        } finally {
            leave();
        }
    }

    /// From now on the trace keeps what is loaded through the view, too ([Trace#loads]); it costs a call for each load.
    public void recordLoads() {
        enter();
        try {
            if (watch == null) watch = new Watch(Long.MAX_VALUE);
            watch.loads(trace);
        } finally {
            leave();
        }
    }

    void watch(Watch newWatch) {
        watch = newWatch;
    }

    void loading(long at, long length) {
        if (watch != null) watch.load(at, length);
    }

    private void storing(long at, long length) {
        requireOpen();
        if (watch != null) watch.store(at, length);
    }

    private void calling() {
        requireOpen();
        if (watch != null) watch.step();
    }

    /// All that happened. Complete when no thread is at work.
    public Trace trace() {
        return trace;
    }

    /// The bytes as a program sees them, a copy.
    public byte[] image() {
        enter();
        try {
            loading(0, bytes.length);
            return bytes.clone();
        } finally {
            leave();
        }
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
    public void write(long at, MemorySegment source, long from, long length) {
        enter();
        try {
            storing(at, length);
            MemorySegment.copy(source, from, MemorySegment.ofArray(bytes), at, length);
            trace.addStore(Trace.Kind.WRITE, thread(), (int) at, (int) length, bytes);
        } finally {
            leave();
        }
    }

    @Override
    public void publish(long at, long word) {
        enter();
        try {
            storing(at, Long.BYTES);
            requireAligned(at);
            storeWord(Trace.Kind.PUBLISH, at, word);
        } finally {
            leave();
        }
    }

    @Override
    public void flush(long at, long length) {
        enter();
        try {
            calling();
            Objects.checkFromIndexSize(at, length, size());
            trace.add(Trace.Kind.FLUSH, thread(), (int) at, length);
        } finally {
            leave();
        }
    }

    @Override
    public void drain() {
        enter();
        try {
            calling();
            trace.add(Trace.Kind.DRAIN, thread(), 0, 0);
        } finally {
            leave();
        }
    }

    @Override
    public void grow(long newSize) {
        enter();
        try {
            calling();
            if (newSize <= size()) return;
            if (newSize > maxBytes) {
                throw new NoSpaceException(
                        "the simulated medium has %d bytes, not %d".formatted(maxBytes, newSize), null);
            }
            // A crash in the middle may leave any length in between.
            trace.add(Trace.Kind.GROW, thread(), 0, (size() + newSize) / 2 & -8);
            trace.add(Trace.Kind.GROW, thread(), 0, newSize + 7 & -8);
            bytes = Arrays.copyOf(bytes, (int) (newSize + 7 & -8));
        } finally {
            leave();
        }
    }

    /// In whole words: a size that is none is rounded up. Durable at once; a crash before finds the old length.
    @Override
    public void shrink(long newSize) {
        if (newSize < 0) throw new IllegalArgumentException("a region of %d bytes".formatted(newSize));
        enter();
        try {
            calling();
            int length = Math.toIntExact(Math.min(newSize + 7 & -8, size()));
            if (length == size()) return;
            trace.add(Trace.Kind.SHRINK, thread(), 0, length);
            bytes = Arrays.copyOf(bytes, length);
        } finally {
            leave();
        }
    }

    @Override
    public boolean release(long at, long length) {
        enter();
        try {
            zero(at, length);
            return length > 0;
        } finally {
            leave();
        }
    }

    @Override
    public void reclaim(long at, long length) {
        enter();
        try {
            zero(at, length);
            if (length > 0) trace.add(Trace.Kind.SYNC, thread(), (int) at, length);
        } finally {
            leave();
        }
    }

    private void zero(long at, long length) {
        storing(at, length);
        Objects.checkFromIndexSize(at, length, size());
        if (length == 0) return;
        Arrays.fill(bytes, (int) at, (int) (at + length), (byte) 0);
        trace.addStore(Trace.Kind.RELEASE, thread(), (int) at, (int) length, bytes);
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
    public Counters counters() {
        enter();
        try {
            return trace.counters();
        } finally {
            leave();
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private static void requireAligned(long at) {
        if ((at & 7) != 0) throw new IllegalArgumentException("not aligned to 8 bytes: 0x%x".formatted(at));
    }

    private void storeWord(Trace.Kind kind, long at, long word) {
        Words.set(bytes, Math.toIntExact(at >>> 3), word);
        trace.addWord(kind, thread(), (int) at, word);
    }

    private void enter() {
        if (owner == null) lock.lock();
        else if (Thread.currentThread() != owner) throw new IllegalStateException(CONFINED.formatted(owner));
    }

    private void leave() {
        if (owner == null) lock.unlock();
    }

    private int thread() {
        return owner == null ? numbers.of(Thread.currentThread()) : 0;
    }

    private void requireOpen() {
        if (closed) throw new RegionClosedException("simulated region");
    }
}
