/// Small complete programs, one for each layer.
module dev.firn.examples {
    requires dev.firn.heap;
    requires dev.firn.log;
    requires dev.firn.pmem;
    requires dev.firn.recovery;

    exports dev.firn.examples;
    exports dev.firn.examples.breakyourownlog;
}
