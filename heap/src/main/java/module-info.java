/// Durable collections with ACID transactions.
module dev.firn.heap {
  requires transitive dev.firn.pmem;
  requires dev.firn.log;
  requires dev.firn.recovery;

  exports dev.firn.heap;
}
