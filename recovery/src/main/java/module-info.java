/// From a medium after a crash to an open log.
module dev.firn.recovery {
    requires transitive dev.firn.log;

    exports dev.firn.recovery;
}
