/// A medium that crashes on purpose, and the search through everything that a crash may leave.
module dev.firn.faultinjection {
    requires transitive dev.firn.pmem;
    requires java.management;

    exports dev.firn.faultinjection;
    exports dev.firn.faultinjection.ptrace;
    exports dev.firn.faultinjection.report;
    exports dev.firn.faultinjection.schedule;
    exports dev.firn.faultinjection.schedule.history;
    exports dev.firn.faultinjection.fault;
}
