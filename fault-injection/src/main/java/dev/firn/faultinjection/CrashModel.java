package dev.firn.faultinjection;

/// What a medium may do with stores that no drain has covered. Each model divides the pending word stores into rows;
/// of each row some first part survives, and the rows are independent of each other.
public enum CrashModel {
    /// Only what was drained: the simplest adversary.
    NONE_SURVIVE,
    /// Everything: as after the end of a process whose machine lives on.
    ALL_SURVIVE,
    /// Caches inside the persistence domain (eADR): some first part of all stores, in program order.
    PREFIX,
    /// x86 with cache-line write-back: single stores to one line arrive in order, lines are independent; the words of
    /// a bulk write may have gone past the cache and arrive each for itself.
    PX86,
    /// What the Java platform leaves open: every aligned 8-byte word for itself, any of its versions.
    JAVA,
    /// A page cache over a disk: sectors of 512 bytes, each as it was at some moment since it was last durable.
    PAGECACHE;

    private static final int SECTOR_SHIFT = 6;

    /// The row of a pending store; equal numbers mean the same row. Negative: none, it is lost for certain.
    long row(Pending pending, int store) {
        return switch (this) {
            case NONE_SURVIVE -> -1;
            case ALL_SURVIVE, PREFIX -> 0;
            case PX86 -> pending.isPublished(store) ? 1L << 40 | pending.line(store) : pending.word(store);
            case JAVA -> pending.word(store);
            case PAGECACHE -> pending.word(store) >>> SECTOR_SHIFT;
        };
    }

    /// Whether rows may be cut: otherwise all of it survives.
    boolean cutsRows() {
        return this != ALL_SURVIVE;
    }
}
