/// Durable collections with ACID transactions.
module dev.firn.heap {
    requires transitive dev.firn.pmem;
    requires transitive dev.firn.recovery;

    exports dev.firn.heap;
    exports dev.firn.heap.backup;
    exports dev.firn.heap.check;
}
