/// The persist/drain layer: byte ranges of a medium, made durable.
module dev.firn.pmem {
    // Events are recorded where the recorder is.
    requires static jdk.jfr;
    requires jdk.nio.mapmode;

    exports dev.firn.pmem;
    exports dev.firn.pmem.event;
}
