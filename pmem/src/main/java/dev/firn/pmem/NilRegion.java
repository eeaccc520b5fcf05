package dev.firn.pmem;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/// A region that makes nothing durable and says so: `nil`. What the kernel writes back by itself is all there is.
final class NilRegion extends FileRegion {
    private final MappedStores stores = new MappedStores(poison);

    NilRegion(Opened opened) {
        super(opened);
    }

    @Override
    void store(long at, MemorySegment source, long from, long length) {
        stores.copy(bytes(), at, source, from, length);
    }

    @Override
    void storeWord(long at, long word) {
        stores.word(bytes(), at, word);
    }

    @Override
    void begin(long at, long length) {
        // Nothing is promised.
    }

    @Override
    void finish() {
        VarHandle.fullFence();
        gate.countFence();
    }

    @Override
    long lines(long at, long length) {
        return Lines.touched(at, length);
    }
}
