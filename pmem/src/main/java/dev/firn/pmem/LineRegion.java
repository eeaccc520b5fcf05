package dev.firn.pmem;

import dev.firn.pmem.event.Events;
import dev.firn.pmem.stub.LineOps;
import java.lang.foreign.MemorySegment;

/// A region whose stores become durable by instructions alone: `clwb`, `libpmem2`, and `emulated`.
///
/// Bulk writes go past the cache, so that a drain is one fence. Words are ordinary release stores, written back by
/// `flush`. Where the platform saves the caches itself (`BYTE`) nothing is written back, but the fence stays: what is
/// still in a core's store buffer is in nobody's cache yet.
final class LineRegion extends FileRegion {
    private final MappedStores stores = new MappedStores(poison);
    private final LineOps ops;
    private final long base;
    private final boolean writesBack;

    LineRegion(Opened opened, ReservedMapping mapping, LineOps ops) {
        super(opened);
        this.ops = ops;
        this.base = mapping.address();
        this.writesBack = opened.explanation().granularity() == Granularity.CACHE_LINE;
    }

    @Override
    void store(long at, MemorySegment source, long from, long length) {
        ops.copy(base + at, source, from, length);
    }

    @Override
    void storeWord(long at, long word) {
        stores.word(bytes(), at, word);
    }

    @Override
    void begin(long at, long length) {
        if (writesBack) ops.flush(base + at, length);
    }

    /// The fence touches no byte of the mapping, so nobody has to wait for it.
    @Override
    public void drain() {
        gate.requireOpen();
        poison.check();
        finish();
    }

    /// Machine code that met the end of the file would end the process. Only such short calls pass the gate here.
    @Override
    void awaitStores(int stripe) {
        gate.awaitOthers(stripe);
    }

    /// A fence knows nothing of the file system's blocks.
    @Override
    void punched(long at, long length) {
        syncFile(file());
        gate.countSync();
    }

    @Override
    void finish() {
        var event = Events.sync();
        ops.fence();
        gate.countFence();
        drained(event);
    }

    @Override
    long lines(long at, long length) {
        return writesBack ? Lines.touched(at, length) : 0;
    }
}
