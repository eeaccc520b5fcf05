package dev.firn.pmem;

import java.lang.foreign.MemorySegment;

/// A range of bytes that survives a crash: the only way anything in Firn touches a medium.
///
/// ### What a crash may leave
///
/// A byte changed by [#write] or [#publish] may reach the medium at any moment after the call (caches evict as they
/// like), in any order, and need not reach it at all before the [#drain] that covers it has returned. An aligned 8-byte
/// word is old or new, never a mixture. After that `drain` it is on the medium.
///
/// ### What a drain covers
///
/// - everything that the **calling thread** has passed to [#write] (it begins its own write-back; no `flush` needed),
/// - every word that the calling thread has passed to [#publish] and then to [#flush].
///
/// Nobody's drain makes another thread's bytes durable: a fence orders only its own core's stores.
///
/// ### Failure
///
/// When making bytes durable fails, nobody knows what is on the medium. The first failure throws [SyncFailedException]
/// and poisons the region: every later change throws [RegionPoisonedException]; reads go on. Nothing is retried, since
/// a second attempt can report a success that is not one. The same holds of a store into a page that cannot be written:
/// [MediumFaultException], always in time. A *read* that fails harms nobody else: see [View].
///
/// All methods may be called by any thread, virtual threads included, and none is affected by an interrupt (the
/// interrupt status is kept). Offsets and lengths are in bytes.
public interface Region extends AutoCloseable {
    /// The usable bytes, from offset 0. Only [#grow] and [#shrink] change it.
    long size();

    Granularity granularity();

    View view();

    /// Copies `length` bytes of `source`, from byte `from`, to `at`, and begins their write-back. The order in which
    /// they arrive is unspecified. `source` may be on the heap or off it, but should be memory: machine code or the
    /// kernel reads it, and a window on a medium that faults then ends the process. Stage such bytes by [View#copyTo].
    void write(long at, MemorySegment source, long from, long length);

    /// Stores one aligned 8-byte word with release order: all earlier stores of this thread are visible to whoever
    /// reads it by [View#getLongAcquire]. It becomes durable with [#flush] and [#drain].
    void publish(long at, long word);

    /// Begins the write-back of `length` bytes at `at`. A length of 0 is legal and does nothing.
    void flush(long at, long length);

    /// Waits until everything this thread has begun to write back is on the medium.
    void drain();

    /// Makes the region at least `newSize` bytes long. The new bytes are zero, allocated on the device, and durable
    /// (with the length of the file) on return. Does nothing when the region is already that long.
    ///
    /// @throws NoSpaceException when the medium has no room; the region stays as it was
    void grow(long newSize);

    /// Cuts the region to `newSize` bytes; does nothing when it is that short already. Durable, with the length of the
    /// file, on return; a crash before leaves the old length or the new one. Whatever was stored behind `newSize` is
    /// gone, durable or not; a later [#grow] gives zeros there.
    ///
    /// The caller sees to it that nobody uses the bytes behind `newSize` any more, slices included. Calls that begin
    /// after the return throw [IndexOutOfBoundsException] for them; what still looks at an old slice meets a
    /// [MediumFaultException] at worst.
    ///
    /// @throws ShrinkRefusedException when the file cannot be cut; the region stays as it was
    /// @throws IllegalArgumentException when `newSize` is negative
    void shrink(long newSize);

    /// Gives the blocks of `length` bytes at `at` back to the file system, which may use them for others. The bytes
    /// then read as zero; until a [#drain] of this thread a crash leaves each aligned word old or zero.
    ///
    /// **Before anything is stored there again the range goes through [#reclaim]**: a store into a hole asks for a
    /// block, and on a full disk it gets a fault (where stores go through a mapping) or fails (elsewhere). Give away
    /// large ranges: the file system frees whole blocks only. Where stores go through a mapping the next opening fills
    /// the holes of the file, so that there the room is lent until then; cut the end of the file by [#shrink] to keep
    /// it.
    ///
    /// @return false where that is not possible at all (the range is untouched and needs no [#reclaim])
    /// @throws NoSpaceException when the file system wants room in order to free some; some of the range may be zero
    boolean release(long at, long length);

    /// Makes `length` bytes at `at`, whatever they hold, zero, with blocks of their own, and durable on return: what
    /// [#grow] does to new bytes. Like it, it costs a synchronisation.
    ///
    /// @throws NoSpaceException when the medium has no room; the range is still not to be stored to
    void reclaim(long at, long length);

    /// Why this region does what it does: the back-end, its granularity, and what was tried before.
    Explanation explain();

    Attributes attributes();

    /// What this region has done so far. Exact when no other thread is at work.
    Counters counters();

    /// Closes it without making anything durable. Closing twice is harmless.
    @Override
    void close();

    /// [#flush] and [#drain].
    default void persist(long at, long length) {
        flush(at, length);
        drain();
    }
}
