package dev.firn.pmem;

import dev.firn.pmem.event.Events;
import dev.firn.pmem.event.Sync;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/// What all regions on a file have in common: who may enter, what is in bounds, growth, poison, and the end.
///
/// Invariants: `size` never exceeds the length of the file nor of the mapping; it rises only after the new bytes are
/// zero, allocated and durable, and falls before the file is cut.
abstract class FileRegion implements Region {
    private final Opened opened;
    private final SegmentView view;
    private final ReentrantLock resizing = new ReentrantLock();
    private final AtomicLong recordedBytes = new AtomicLong();
    private volatile long size;

    final Gate gate;
    final Poison poison = new Poison();

    FileRegion(Opened opened) {
        this.opened = opened;
        this.gate = new Gate(opened.name());
        this.size = opened.size();
        this.view = new SegmentView(opened.mapping().bytes(), poison);
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
            throw Faults.translate(fault, poison, at, length);
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
            throw Faults.translate(late, poison, 0, size);
        } finally {
            gate.leave(stripe);
        }
    }

    @Override
    public final void grow(long newSize) {
        resizing(_ -> {
            if (newSize > size) growTo(newSize);
        });
    }

    @Override
    public final void shrink(long newSize) {
        if (newSize < 0) throw new IllegalArgumentException("a region of %d bytes".formatted(newSize));
        resizing(stripe -> {
            if (newSize < size) shrinkTo(newSize, stripe);
        });
    }

    @Override
    public final boolean release(long at, long length) {
        int stripe = gate.enter();
        try {
            poison.check();
            Bounds.check(at, length, size);
            return length > 0 && punch(at, length);
        } finally {
            gate.leave(stripe);
        }
    }

    @Override
    public final void reclaim(long at, long length) {
        resizing(_ -> {
            Bounds.check(at, length, size);
            if (length > 0) refill(at, length);
        });
    }

    /// What waits for its turn waits outside the gate: a [#shrink] waits for those inside.
    private void resizing(IntConsumer work) {
        resizing.lock();
        try {
            int stripe = gate.enter();
            try {
                poison.check();
                work.accept(stripe);
            } finally {
                gate.leave(stripe);
            }
        } finally {
            resizing.unlock();
        }
    }

    private void growTo(long newSize) {
        long most = Math.min(opened.maxSize(), opened.mapping().most());
        if (newSize > most) {
            throw new NoSpaceException(
                    "%s cannot grow from %d to %d bytes: there is address space for %d; open it with a larger maxSize"
                            .formatted(opened.name(), size, newSize, most),
                    null);
        }
        var event = Events.grow();
        long oldSize = size;
        try {
            fillDurably(newSize);
            opened.mapping().grow(newSize);
        } catch (IOException refused) {
            cutBack();
            throw growthRefused(newSize, refused);
        }
        view.replace(opened.mapping().bytes());
        size = newSize;
        event.end(opened.name(), oldSize, newSize);
    }

    private void shrinkTo(long newSize, int stripe) {
        var event = Events.shrink();
        long oldSize = size;
        show(newSize);
        awaitStores(stripe);
        try {
            opened.file().truncate(newSize);
        } catch (IOException refused) {
            throw shrinkRefused(oldSize, newSize, refused);
        }
        syncFile(opened.file());
        gate.countSync();
        event.end(opened.name(), oldSize, newSize);
    }

    private void show(long newSize) {
        size = newSize;
        opened.mapping().shrink(newSize);
        view.replace(opened.mapping().bytes());
    }

    /// Nothing was cut, or nobody knows what was.
    private FirnException shrinkRefused(long oldSize, long newSize, IOException refused) {
        if (!isLong(oldSize)) return poison.set(SyncFailedException.of(refused));
        opened.mapping().shrink(oldSize);
        view.replace(opened.mapping().bytes());
        size = oldSize;
        return new ShrinkRefusedException(
                "%s cannot be cut from %d to %d bytes (%s); nothing was changed"
                        .formatted(opened.name(), oldSize, newSize, refused.getMessage()),
                refused);
    }

    private boolean isLong(long length) {
        try {
            return opened.file().size() >= length;
        } catch (IOException unknown) {
            return false;
        }
    }

    private boolean punch(long at, long length) {
        try {
            if (!opened.file().punch(at, length)) return false;
        } catch (IOException failed) {
            throw noSpaceOrPoison("give back", at, length, failed);
        }
        punched(at, length);
        return true;
    }

    private void refill(long at, long length) {
        StoreFile file = opened.file();
        try {
            ZeroFill.fill(file, at, at + length);
        } catch (IOException failed) {
            throw noSpaceOrPoison("take back", at, length, failed);
        }
        syncFile(file);
        gate.countSync();
        file.forget(at, length);
    }

    private FirnException noSpaceOrPoison(String verb, long at, long length, IOException failed) {
        if (!NoSpace.is(failed)) return poison.set(SyncFailedException.of(failed));
        return new NoSpaceException(
                "%s cannot %s %d bytes at 0x%x: the medium is full; free some space"
                        .formatted(opened.name(), verb, length, at),
                failed);
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

    private void fillDurably(long newSize) throws IOException {
        StoreFile file = opened.file();
        ZeroFill.fill(file, size, newSize);
        syncFile(file);
        gate.countSync();
        file.forget();
        // Machine code must never meet the end of the file: somebody may have cut it meanwhile.
        if (file.size() < newSize) throw new IOException("the file was cut shorter while it grew");
    }

    /// The file keeps its former length; that it does is a courtesy to the disk, correctness does not need it.
    private void cutBack() {
        try {
            opened.file().truncate(size);
        } catch (IOException ignored) {
            // A longer file is harmless: its size is not taken on trust by anybody.
        }
    }

    private FirnException growthRefused(long newSize, IOException refused) {
        if (!NoSpace.is(refused)) return poison.set(SyncFailedException.of(refused));
        return new NoSpaceException(
                "%s cannot grow from %d to %d bytes: the medium is full, nothing was changed; free some space"
                        .formatted(opened.name(), size, newSize),
                refused);
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
