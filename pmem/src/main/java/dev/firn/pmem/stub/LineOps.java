package dev.firn.pmem.stub;

import java.lang.foreign.MemorySegment;

/// The three things a CPU can do for durability, on addresses that the caller has checked.
///
/// Safe for use by several threads; each call concerns the calling thread's own stores.
public interface LineOps {
    /// Copies `length` bytes of `source` at `from` to the address `target` and begins their write-back. `source` may be
    /// on the heap. Aligned words wholly inside the range are stored whole.
    void copy(long target, MemorySegment source, long from, long length);

    /// Begins the write-back of the lines touched; `length` may be 0.
    void flush(long address, long length);

    /// Waits until all that this thread has begun to write back is on its way past the point of no return.
    void fence();

    /// What does the work, for people: `clwb`, `libpmem2`.
    String name();
}
