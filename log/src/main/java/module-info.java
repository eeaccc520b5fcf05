/// The append-only log and its mapping table.
@SuppressWarnings("module") // the readers of the format are compiled after it
module dev.firn.log {
    requires transitive dev.firn.pmem;

    exports dev.firn.log;
    exports dev.firn.log.format to
            dev.firn.recovery,
            dev.firn.heap,
            dev.firn.flashtier,
            dev.firn.cli;
}
