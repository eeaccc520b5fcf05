package dev.firn.log;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Where a log's volatile memory comes from. All of it is zero at first and given back by the garbage collector.
public interface LogMemory {
    /// Memory that aligned words are read and written in atomically.
    MemorySegment words(long count);

    /// Memory that bytes are staged in.
    MemorySegment bytes(long count);

    /// Outside the Java heap: nothing on the heap grows with the store.
    static LogMemory offHeap() {
        return OffHeap.INSTANCE;
    }

    /// In arrays: for very small logs that come and go quickly.
    static LogMemory onHeap() {
        return OnHeap.INSTANCE;
    }

    /// See [#offHeap].
    final class OffHeap implements LogMemory {
        private static final LogMemory INSTANCE = new OffHeap();

        private OffHeap() {}

        @Override
        public MemorySegment words(long count) {
            return Arena.ofAuto().allocate(count * Long.BYTES, 64);
        }

        @Override
        public MemorySegment bytes(long count) {
            return Arena.ofAuto().allocate(count, 64);
        }
    }

    /// See [#onHeap].
    final class OnHeap implements LogMemory {
        private static final LogMemory INSTANCE = new OnHeap();

        private OnHeap() {}

        @Override
        public MemorySegment words(long count) {
            return MemorySegment.ofArray(new long[Math.toIntExact(count)]);
        }

        @Override
        public MemorySegment bytes(long count) {
            return MemorySegment.ofArray(new byte[Math.toIntExact(count)]);
        }
    }
}
