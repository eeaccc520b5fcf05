package dev.firn.pmem;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// A region on plain memory: every verb works, nothing is durable.
final class MemoryRegion implements Region {
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.withOrder(LITTLE_ENDIAN).varHandle();
    private static final Explanation EXPLANATION =
            new Explanation(
                    "memory", Granularity.CACHE_LINE, false, "a region on plain memory was asked for", List.of());

    private final MemorySegment memory;
    private final SegmentView view;
    private final LongAdder writes = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final LongAdder lines = new LongAdder();
    private final LongAdder fences = new LongAdder();
    private volatile MemorySegment bytes;
    private volatile boolean closed;

    MemoryRegion(MemorySegment bytes) {
        this.memory = bytes;
        this.bytes = bytes;
        this.view = new SegmentView(bytes);
    }

    @Override
    public long size() {
        return bytes.byteSize();
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
        requireOpen();
        MemorySegment.copy(source, from, bytes, at, length);
        writes.increment();
        written.add(length);
        lines.add(Lines.touched(at, length));
    }

    @Override
    public void publish(long at, long word) {
        requireOpen();
        Bounds.checkWord(at, size());
        WORD.setRelease(bytes, at, word);
        written.add(Long.BYTES);
    }

    @Override
    public void flush(long at, long length) {
        requireOpen();
        Bounds.check(at, length, size());
        lines.add(Lines.touched(at, length));
    }

    @Override
    public void drain() {
        requireOpen();
        VarHandle.fullFence();
        fences.increment();
    }

    @Override
    public synchronized void grow(long newSize) {
        long oldSize = size();
        if (newSize <= oldSize) return;
        if (newSize > memory.byteSize()) {
            throw new NoSpaceException(
                    "a memory region of %d bytes cannot grow to %d; give it more memory at the start"
                            .formatted(oldSize, newSize),
                    null);
        }
        memory.asSlice(oldSize, newSize - oldSize).fill((byte) 0);
        show(newSize);
    }

    @Override
    public synchronized void shrink(long newSize) {
        requireOpen();
        if (newSize < 0) throw new IllegalArgumentException("a region of %d bytes".formatted(newSize));
        if (newSize < size()) show(newSize);
    }

    private void show(long newSize) {
        bytes = memory.asSlice(0, newSize);
        view.replace(bytes);
    }

    /// The memory is its owner's.
    @Override
    public boolean release(long at, long length) {
        requireOpen();
        Bounds.check(at, length, size());
        return false;
    }

    @Override
    public void reclaim(long at, long length) {
        requireOpen();
        bytes.asSlice(at, length).fill((byte) 0);
    }

    @Override
    public Explanation explain() {
        return EXPLANATION;
    }

    @Override
    public Attributes attributes() {
        return Attributes.ofMemory(Granularity.CACHE_LINE);
    }

    @Override
    public Counters counters() {
        return new Counters(writes.sum(), written.sum(), lines.sum(), fences.sum(), 0);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) throw new RegionClosedException("region");
    }
}
