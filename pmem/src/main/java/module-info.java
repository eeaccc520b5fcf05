/// The persist/drain layer: byte ranges of a medium, made durable.
module dev.firn.pmem {
    exports dev.firn.pmem;
}
