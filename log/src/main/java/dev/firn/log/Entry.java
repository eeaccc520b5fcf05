package dev.firn.log;

/// A mapping entry: one word that says where an object's newest version is. 0 means nowhere.
///
/// From the low end: the record's address in units of 8 bytes (45 bits), its [size][SizeClass] (14), the tier (2: 1 is
/// this log, 2 a tombstone in it), a bit for a change, whose chain counts as well, and the lock bit.
public final class Entry {
    public static final long NONE = 0;

    private static final int ADDRESS_BITS = 45;
    private static final long ADDRESS_MASK = (1L << ADDRESS_BITS) - 1;
    private static final int SIZE_SHIFT = ADDRESS_BITS;
    private static final int SIZE_MASK = (1 << SizeClass.BITS) - 1;
    private static final int TIER_SHIFT = SIZE_SHIFT + SizeClass.BITS;
    private static final long TIER_MASK = 3L << TIER_SHIFT;
    private static final long TIER_LOG = 1L << TIER_SHIFT;
    private static final long TIER_TOMBSTONE = 2L << TIER_SHIFT;
    private static final long CHANGE = 1L << 61;
    private static final long LOCK = 1L << 62;

    /// The first address that no entry can hold.
    public static final long ADDRESS_LIMIT = 1L << ADDRESS_BITS + 3;

    private Entry() {}

    /// The entry of a version, a record of `bytes` bytes at `address`.
    public static long of(long address, int bytes) {
        return address >>> 3 | (long) SizeClass.of(bytes) << SIZE_SHIFT | TIER_LOG;
    }

    /// The same of a `DELTA`: what it changes is wanted, too.
    public static long change(long address, int bytes) {
        return of(address, bytes) | CHANGE;
    }

    public static boolean isChange(long entry) {
        return (entry & CHANGE) != 0;
    }

    /// The entry of a deleted object, whose tombstone lies at `address`: as long as older versions may be found, so
    /// must it.
    public static long tombstone(long address, int bytes) {
        return address >>> 3 | (long) SizeClass.of(bytes) << SIZE_SHIFT | TIER_TOMBSTONE;
    }

    public static boolean isTombstone(long entry) {
        return (entry & TIER_MASK) == TIER_TOMBSTONE;
    }

    /// What a reader makes of it: a deleted object is nowhere.
    public static long version(long entry) {
        return isTombstone(entry) ? NONE : entry;
    }

    /// Where its record begins, in bytes from the start of the region.
    public static long address(long entry) {
        return (entry & ADDRESS_MASK) << 3;
    }

    /// How many bytes its record takes, as [SizeClass] rounds them.
    public static int sizeBytes(long entry) {
        return SizeClass.bytes((int) (entry >>> SIZE_SHIFT) & SIZE_MASK);
    }

    public static boolean isLocked(long entry) {
        return (entry & LOCK) != 0;
    }

    public static long locked(long entry) {
        return entry | LOCK;
    }
}
