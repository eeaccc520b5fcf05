package dev.firn.pmem;

import dev.firn.pmem.event.Sync;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// What all regions on a file have in common: who may enter, what is in bounds, growth, poison, and the end.
///
/// Invariants: `size` never exceeds the length of the file nor of the mapping; it rises only after the new bytes are
/// zero, allocated and durable, and falls before the file is cut.
abstract class FileRegion implements Region {
    private final Opened opened;
    private final SegmentView view;
    private final Resizing resizing;
    private final AtomicLong recordedBytes = new AtomicLong();
    private volatile long size;

    final Gate gate;
    final Poison poison = new Poison();

    FileRegion(Opened opened) {
        this.opened = opened;
        this.gate = new Gate(opened.name());
        this.size = opened.size();
        this.view = new SegmentView(opened.mapping().bytes(), this::readFault);
        this.resizing = new Resizing(this, opened);
    }

    /// Copies and begins the write-back. Everything has been checked.
    abstract void store(long at, MemorySegment source, long from, long length);

    /// Stores a word with release order. Everything has been checked.
    abstract void storeWord(long at, long word);

    /// Begins the write-back; `length` is not 0.
    abstract void begin(long at, long length);

    /// Waits for the write-back of this thread's stores.
    abstract void finish();

    /// The lines that a range counts for: none where lines mean nothing.
    abstract long lines(long at, long length);

    @Override
    public final void write(long at, MemorySegment source, long from, long length) {
        Objects.checkFromIndexSize(from, length, source.byteSize());
        int stripe = gate.enter();
        try {
            poison.check();
            Bounds.check(at, length, size);
            store(at, source, from, length);
        } catch (InternalError fault) {
            gate.leave(stripe);
            throw Faults.ofStore(fault, poison, at, length);
        } catch (Throwable refused) {
            gate.leave(stripe);
            throw refused;
        }
        gate.countBytes(stripe, length, lines(at, length));
        gate.leaveWritten(stripe);
    }

    @Override
    public final void publish(long at, long word) {
        int stripe = gate.enter();
        try {
            poison.check();
            Bounds.checkWord(at, size);
            storeWord(at, word);
            gate.countBytes(stripe, Long.BYTES, 0);
        } finally {
            gate.leave(stripe);
        }
    }

    @Override
    public final void flush(long at, long length) {
        int stripe = gate.enter();
        try {
            poison.check();
            Bounds.check(at, length, size);
            if (length == 0) return;
            begin(at, length);
            gate.countLines(stripe, lines(at, length));
        } finally {
            gate.leave(stripe);
        }
    }

    @Override
    public void drain() {
        int stripe = gate.enter();
        try {
            poison.check();
            finish();
        } catch (InternalError late) {
            // Compiled code reports a faulting store only where the JVM next looks: it may be as late as here.
            throw Faults.ofStore(late, poison, 0, size);
        } finally {
            gate.leave(stripe);
        }
    }

    @Override
    public final void grow(long newSize) {
        resizing.grow(newSize);
    }

    /// A page that cannot be read fails its readers alone. A file that was cut is another thing: bytes written behind
    /// its end would make it longer again, with a hole where acknowledged bytes were.
    private RuntimeException readFault(Throwable fault, long at, long length) {
        RuntimeException typed = Faults.ofRead(fault, at, length);
        boolean cut = typed instanceof MediumFaultException && wasCut();
        return cut ? poison.set(MediumFaultException.ofCut(at, length, fault)) : typed;
    }

    private boolean wasCut() {
        try {
            return opened.file().size() < size;
        } catch (IOException | RuntimeException unknown) {
            return !gate.isClosed();
        }
    }

    @Override
    public final void shrink(long newSize) {
        resizing.shrink(newSize);
    }

    @Override
    public final boolean release(long at, long length) {
        return resizing.release(at, length);
    }

    @Override
    public final void reclaim(long at, long length) {
        resizing.reclaim(at, length);
    }

    /// From now on the region is that long. The mapping is so already.
    final void show(long newSize) {
        view.replace(opened.mapping().bytes());
        size = newSize;
    }

    /// Before the file is cut: waits for stores that do not know how to fail. Those of Java do.
    void awaitStores(int stripe) {}

    /// The file lost blocks; the next drain of this thread must cover that.
    void punched(long at, long length) {
        begin(at, length);
    }

    /// Makes bytes, blocks and length of the file durable; a failure poisons.
    void syncFile(StoreFile file) {
        try {
            file.syncAll();
        } catch (IOException failed) {
            throw poison.set(SyncFailedException.of(failed));
        }
    }

    @Override
    public final long size() {
        return size;
    }

    @Override
    public final Granularity granularity() {
        return opened.explanation().granularity();
    }

    @Override
    public final View view() {
        return view;
    }

    @Override
    public final Explanation explain() {
        return opened.explanation();
    }

    @Override
    public final Attributes attributes() {
        return opened.attributes();
    }

    @Override
    public final Counters counters() {
        return gate.counters();
    }

    @Override
    public final void close() {
        if (!gate.close()) return;
        try {
            opened.mapping().close();
            opened.file().close();
        } finally {
            unclaim();
        }
    }

    private void unclaim() {
        try {
            opened.claim().close();
        } catch (IOException ignored) {
            // Closing a lock file's descriptor cannot fail in a way that keeps the lock.
        }
    }

    /// Writes a range anew, past the mapping: a store into a page that cannot be read would end the process, a call
    /// gives the page a new content or says why not. Durable on return.
    final void mend(long at, MemorySegment source, long length) {
        int stripe = gate.enter();
        try {
            poison.check();
            Bounds.check(at, length, size);
            opened.file().write(at, source, 0, length);
            syncFile(opened.file());
        } catch (IOException failed) {
            throw poison.set(SyncFailedException.of(failed));
        } finally {
            gate.leave(stripe);
        }
    }

    /// A drain is over. What it cost to find that nobody records was paid when it began.
    final void drained(Sync event) {
        if (event == Sync.NONE) return;
        long bytes = gate.bytes();
        event.end(opened.explanation().backend(), bytes - recordedBytes.getAndSet(bytes));
    }

    /// The bytes, for those that store through the mapping.
    final MemorySegment bytes() {
        return opened.mapping().bytes();
    }

    final StoreFile file() {
        return opened.file();
    }
}
