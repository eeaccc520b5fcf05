/// A medium that crashes on purpose, and the search through everything that a crash may leave.
module dev.firn.faultinjection {
    requires transitive dev.firn.pmem;

    exports dev.firn.faultinjection;
    exports dev.firn.faultinjection.fault;
}
