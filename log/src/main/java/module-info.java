/// The append-only log and its mapping table.
module dev.firn.log {
    requires transitive dev.firn.pmem;

    exports dev.firn.log;
    exports dev.firn.log.format;
    exports dev.firn.log.space;
}
