package dev.firn.log;

/// A mapping entry: one word that says where an object's newest version is. 0 means nowhere.
///
/// From the low end: the record's address in units of 8 bytes (45 bits), its [size class][SizeClass] (6), a tag (8),
/// the tier (2: 1 is this log), the moving and the lock bit.
public final class Entry {
    public static final long NONE = 0;

    private static final int ADDRESS_BITS = 45;
    private static final long ADDRESS_MASK = (1L << ADDRESS_BITS) - 1;
    private static final int CLASS_SHIFT = ADDRESS_BITS;
    private static final long TIER_LOG = 1L << 59;
    private static final long LOCK = 1L << 62;

    /// The first address that no entry can hold.
    public static final long ADDRESS_LIMIT = 1L << ADDRESS_BITS + 3;

    private Entry() {}

    /// The entry of a record of `bytes` bytes at `address`.
    public static long of(long address, int bytes) {
        return address >>> 3 | (long) SizeClass.of(bytes) << CLASS_SHIFT | TIER_LOG;
    }

    /// Where its record begins, in bytes from the start of the region.
    public static long address(long entry) {
        return (entry & ADDRESS_MASK) << 3;
    }

    /// About how many bytes its record takes, rounded down.
    public static int sizeBytes(long entry) {
        return SizeClass.bytes((int) (entry >>> CLASS_SHIFT) & 63);
    }

    public static boolean isLocked(long entry) {
        return (entry & LOCK) != 0;
    }

    public static long locked(long entry) {
        return entry | LOCK;
    }
}
