package dev.firn.pmem;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// Stores by Java into a mapping, with the JVM's word for a broken page turned into ours.
final class MappedStores {
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.withOrder(LITTLE_ENDIAN).varHandle();

    private final Poison poison;

    MappedStores(Poison poison) {
        this.poison = poison;
    }

    void copy(MemorySegment bytes, long at, MemorySegment source, long from, long length) {
        try {
            MemorySegment.copy(source, from, bytes, at, length);
            Faults.deliver();
        } catch (InternalError fault) {
            throw Faults.ofStore(fault, poison, at, length);
        }
    }

    /// A release store: the JIT neither drops nor merges nor reorders it.
    void word(MemorySegment bytes, long at, long word) {
        try {
            WORD.setRelease(bytes, at, word);
            Faults.deliver(); // a store's fault that came later would pass for that of a read, which is survived
        } catch (InternalError fault) {
            throw Faults.ofStore(fault, poison, at, Long.BYTES);
        }
    }
}
