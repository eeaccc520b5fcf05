package dev.firn.pmem;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.firn.pmem.event.Events;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// A region that writes by calls and maps for reading only: `fdatasync`, and `channel`.
///
/// Writing through the mapping would let a file system that caches in large folios send a megabyte to the device for
/// a hundred changed bytes; a call marks just its own blocks.
final class PwriteRegion extends FileRegion {
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.withOrder(LITTLE_ENDIAN).varHandle();

    private final SyncGroup group;

    PwriteRegion(Opened opened) {
        super(opened);
        this.group = new SyncGroup((_, _) -> sync(), poison);
    }

    private void sync() throws IOException {
        var event = Events.sync();
        file().sync();
        gate.countSync();
        drained(event);
    }

    @Override
    void store(long at, MemorySegment source, long from, long length) {
        try {
            file().write(at, source, from, length);
        } catch (IOException failed) {
            throw poison.set(SyncFailedException.of(failed));
        }
    }

    @Override
    void storeWord(long at, long word) {
        MemorySegment bytes = MemorySegment.ofArray(new long[1]);
        WORD.set(bytes, 0L, word);
        store(at, bytes, 0, Long.BYTES);
    }

    @Override
    void begin(long at, long length) {
        // The page cache knows which pages are dirty.
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
