package dev.firn.pmem;

/// The unit in which a store becomes durable, from the finest to the coarsest (the words of libpmem2).
///
/// The order of the constants is the order of coarseness: a caller states the coarsest one it accepts.
public enum Granularity {
    /// CPU caches are inside the persistence domain (eADR): a fence is enough.
    BYTE,
    /// The line must be written back to the memory controller (ADR, CXL GPF), then a fence.
    CACHE_LINE,
    /// The bytes go through the page cache: only a synchronisation of the file makes them durable.
    PAGE;

    /// Whether a caller that accepts `coarsest` accepts this one too.
    public boolean isAtMost(Granularity coarsest) {
        return compareTo(coarsest) <= 0;
    }
}
