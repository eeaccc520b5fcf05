package dev.firn.log;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Where a log's volatile memory comes from. All of it is zero at first and given back by the garbage collector.
public interface LogMemory {
    /// Memory that aligned words are read and written in atomically.
    MemorySegment words(long count);

    /// Memory that bytes are staged in.
    MemorySegment bytes(long count);

    /// The same, for a while.
    Passing passing();

    /// Memory that is given back all together when this is closed: nobody uses it after that.
    interface Passing extends LogMemory, AutoCloseable {
        @Override
        default Passing passing() {
            throw new UnsupportedOperationException("it passes already");
        }

        @Override
        void close();
    }

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

        @Override
        public Passing passing() {
            return new OffHeapForAWhile(Arena.ofShared());
        }
    }

    /// See [#passing].
    record OffHeapForAWhile(Arena arena) implements Passing {
        @Override
        public MemorySegment words(long count) {
            return arena.allocate(count * Long.BYTES, 64);
        }

        @Override
        public MemorySegment bytes(long count) {
            return arena.allocate(count, 64);
        }

        @Override
        public void close() {
            arena.close();
        }
    }

    /// See [#onHeap].
    final class OnHeap implements Passing {
        private static final OnHeap INSTANCE = new OnHeap();

        private OnHeap() {}

        @Override
        public MemorySegment words(long count) {
            return MemorySegment.ofArray(new long[Math.toIntExact(count)]);
        }

        @Override
        public MemorySegment bytes(long count) {
            return MemorySegment.ofArray(new byte[Math.toIntExact(count)]);
        }

        @Override
        public Passing passing() {
            return this;
        }

        @Override
        public void close() {}
    }
}
