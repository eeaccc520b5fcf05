package dev.firn.pmem;

import dev.firn.pmem.event.Events;
import dev.firn.pmem.posix.ErrnoException;
import dev.firn.pmem.posix.Flags;
import dev.firn.pmem.posix.Sys;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// A region that stores through the mapping and makes the dirty range durable by one `msync`: for file systems where
/// written bytes and mapped bytes do not agree.
final class MsyncRegion extends FileRegion {
    private final MappedStores stores = new MappedStores(poison);
    private static final long PAGE = 4096;

    private final Sys sys;
    private final Offload offload;
    private final long base;
    private final SyncGroup group;

    /// `offload` stays the file's.
    MsyncRegion(Opened opened, ReservedMapping mapping, Sys sys, Offload offload) {
        super(opened);
        this.sys = sys;
        this.offload = offload;
        this.base = mapping.address();
        this.group = new SyncGroup(this::sync, poison);
    }

    /// `from > to` when nothing is dirty. An address that is not a page's is refused by the kernel.
    private void sync(long from, long to) throws IOException {
        if (from >= to) return;
        var event = Events.sync();
        long first = from & -PAGE;
        int result = offload.call(() -> sys.msync(base + first, to - first, Flags.MS_SYNC));
        gate.countSync();
        if (result < 0) throw new ErrnoException("msync", "%d bytes at 0x%x".formatted(to - first, first), -result);
        drained(event);
    }

    @Override
    void store(long at, MemorySegment source, long from, long length) {
        stores.copy(bytes(), at, source, from, length);
        if (length > 0) group.dirty(at, at + length);
    }

    @Override
    void storeWord(long at, long word) {
        stores.word(bytes(), at, word);
    }

    @Override
    void begin(long at, long length) {
        group.dirty(at, at + length);
    }

    @Override
    void syncFile(StoreFile file) {
        group.alone((_, _) -> file.syncAll());
    }

    @Override
    void finish() {
        group.await();
    }

    @Override
    long lines(long at, long length) {
        return 0;
    }
}
