package dev.firn.heap.ledger;

/// An operation of the public API that is written down.
///
/// @param name how the table calls it
/// @param times how often it is done, so that the table shows a mean
/// @param userBytes keys and values that it is about, each time
/// @param pmdk what PMDK pays for the comparable one, or [Pmdk#NONE]
/// @param why what is not obvious in its numbers
/// @param setup prepares a blank region, and returns what is measured
record Operation(String name, int times, long userBytes, Pmdk pmdk, String why, Setup setup) {
    /// Leaves a region in which the operation can be measured.
    @FunctionalInterface
    interface Setup {
        Runnable on(LedgerRegion region);
    }

    /// PMDK's own golden numbers (`obj_persist_count` of libpmemobj): lines and drains on persistent memory, msyncs
    /// elsewhere.
    record Pmdk(String what, String lines, String drains, String msyncs) {
        static final Pmdk NONE = new Pmdk("", "", "", "");
    }

    static Operation of(String name, long userBytes, Pmdk pmdk, String why, Setup setup) {
        return new Operation(name, 1, userBytes, pmdk, why, setup);
    }
}
