/// The persist/drain layer: byte ranges of a medium, made durable.
module dev.firn.pmem {
    requires jdk.nio.mapmode;

    exports dev.firn.pmem;
}
