package dev.firn.pmem;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/// What all regions on a file have in common: who may enter, what is in bounds, growth, poison, and the end.
///
/// Invariants: `size` never exceeds the length of the file nor of the mapping; it only rises, and only after the new
/// bytes are zero, allocated and durable.
abstract class FileRegion implements Region {
    private final Opened opened;
    private final SegmentView view;
    private final ReentrantLock growing = new ReentrantLock();
    private volatile long size;

    final Gate gate;
    final Poison poison = new Poison();

    FileRegion(Opened opened) {
        this.opened = opened;
        this.gate = new Gate(opened.name());
        this.size = opened.size();
        this.view = new SegmentView(opened.mapping().bytes(), this::readFault);
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
        int stripe = gate.enter();
        growing.lock();
        try {
            poison.check();
            if (newSize > size) growTo(newSize);
        } finally {
            growing.unlock();
            gate.leave(stripe);
        }
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

    private void growTo(long newSize) {
        long most = Math.min(opened.maxSize(), opened.mapping().most());
        if (newSize > most) {
            throw new NoSpaceException(
                    "%s cannot grow from %d to %d bytes: there is address space for %d; open it with a larger maxSize"
                            .formatted(opened.name(), size, newSize, most),
                    null);
        }
        try {
            fillDurably(newSize);
            opened.mapping().grow(newSize);
        } catch (IOException refused) {
            cutBack();
            throw growthRefused(newSize, refused);
        }
        view.replace(opened.mapping().bytes());
        size = newSize;
    }

    /// Makes the new bytes and the file's new length durable; a failure poisons.
    void syncGrown(StoreFile file) {
        try {
            file.syncAll();
        } catch (IOException failed) {
            throw poison.set(SyncFailedException.of(failed));
        }
    }

    private void fillDurably(long newSize) throws IOException {
        StoreFile file = opened.file();
        ZeroFill.fill(file, size, newSize);
        syncGrown(file);
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
            release();
        }
    }

    private void release() {
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
            syncGrown(opened.file());
        } catch (IOException failed) {
            throw poison.set(SyncFailedException.of(failed));
        } finally {
            gate.leave(stripe);
        }
    }

    /// The bytes, for those that store through the mapping.
    final MemorySegment bytes() {
        return opened.mapping().bytes();
    }

    final StoreFile file() {
        return opened.file();
    }
}
