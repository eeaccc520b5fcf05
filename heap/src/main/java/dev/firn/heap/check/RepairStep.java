package dev.firn.heap.check;

/// The steps of a repair, in order. Each is durable before the next begins, so after a crash between any two of them
/// the store's name leads to the damaged file, whole, or to the repaired one.
enum RepairStep {
    /// What an earlier repair that did not end left behind goes.
    CLEAR,
    /// The new store is made beside the old one, closed and durable.
    SAVE,
    /// The new store is checked.
    VERIFY,
    /// The damaged file gets a second name.
    QUARANTINE,
    /// The new store gets the name, which the damaged file loses in the same moment.
    SWAP,
    /// What is not needed any more goes.
    TIDY
}
