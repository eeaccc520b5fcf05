package dev.firn.pmem;

import dev.firn.pmem.event.Events;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/// A region on a synchronous mapping of the JDK's (JEP 352), written back by `MemorySegment.force`: `jdk`.
///
/// `force` writes back and fences in one; there is no way to ask for the two separately, so ranges are remembered and
/// forced at the drain, neighbours together.
final class ForceRegion extends FileRegion {
    private final MappedStores stores = new MappedStores(poison);
    private final ThreadLocal<Ranges> dirty = ThreadLocal.withInitial(Ranges::new);

    ForceRegion(Opened opened) {
        super(opened);
    }

    @Override
    void store(long at, MemorySegment source, long from, long length) {
        stores.copy(bytes(), at, source, from, length);
        if (length > 0) dirty.get().add(at, at + length);
    }

    @Override
    void storeWord(long at, long word) {
        stores.word(bytes(), at, word);
    }

    @Override
    void begin(long at, long length) {
        dirty.get().add(at, at + length);
    }

    /// What was dirty behind a later end of the region needs nothing.
    private static void force(MemorySegment bytes, long from, long to) {
        if (from < to) bytes.asSlice(from, to - from).force();
    }

    @Override
    void finish() {
        var event = Events.sync();
        try {
            MemorySegment bytes = bytes();
            dirty.get().drainTo((from, to) -> force(bytes, from, Math.min(to, bytes.byteSize())));
        } catch (RuntimeException | InternalError failed) {
            throw poison.set(SyncFailedException.of(failed));
        }
        VarHandle.fullFence();
        gate.countFence();
        drained(event);
    }

    @Override
    long lines(long at, long length) {
        return Lines.touched(at, length);
    }
}
