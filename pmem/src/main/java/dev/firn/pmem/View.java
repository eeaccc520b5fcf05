package dev.firn.pmem;

import java.lang.foreign.MemorySegment;

/// Reads of a region's bytes, little-endian, at absolute offsets in bytes.
///
/// There is one implementation in production, so calls inline; a simulated region has another that records loads. Reads
/// outside `[0, Region.size())` throw [IndexOutOfBoundsException]. A fault of the medium (a page that cannot be read, a
/// file that was cut shorter) is a [MediumFaultException] with the range, never an `InternalError`.
///
/// One thing cannot be done in time: where a typed getter (not [#copyTo]) is compiled into its caller, the JVM reports
/// the fault at its next safepoint poll, which may lie behind the `catch` in here. It then arrives as the
/// `InternalError` it was, and the bytes read were garbage. Whoever offers an API on top catches `InternalError` at its
/// edge and throws [MediumFaultException#late], or reads again by [#copyTo], and asks [#confirm] before he relies on
/// what getters alone have said. A fault of a *store* is never late: see [Region#write].
///
/// A fault of a read harms nobody but its reader: other ranges go on being read, and the region goes on being changed.
/// Only where the file turns out to have been cut shorter, which is not the medium's doing, no change is taken any
/// more.
///
/// A read after the region was closed throws [RegionClosedException].
///
/// Safe for use by several threads. A read concurrent with a write of the same bytes by another thread may see any
/// mixture of old and new words, except that [#getLongAcquire] pairs with [Region#publish].
public interface View {
    byte getByte(long at);

    short getShort(long at);

    int getInt(long at);

    long getLong(long at);

    /// The 8-byte aligned word at `at`, ordered before all reads that follow it.
    long getLongAcquire(long at);

    /// Copies `length` bytes at `at` to `target`, beginning at byte `to` of it.
    void copyTo(long at, MemorySegment target, long to, long length);

    /// Returns when every earlier read of the calling thread is known to have been good: whoever builds something
    /// durable on what typed getters said, or answers "it is not there", asks first. Some nanoseconds.
    ///
    /// @throws MediumFaultException when one of them was not; its range is not known
    default void confirm() {}

    /// A read-only window on the bytes themselves, without a copy. The caller bounds its life (`reinterpret` to an
    /// arena); accesses through it are not translated to [MediumFaultException].
    MemorySegment slice(long at, long length);
}
