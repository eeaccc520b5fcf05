/// A medium that crashes on purpose, and the search through everything that a crash may leave.
module dev.firn.faultinjection {
    requires java.management;
    // Not transitive: users without JUnit could not compile then.
    requires static org.junit.jupiter.api;
    requires static transitive java.instrument;
    requires transitive dev.firn.pmem;

    exports dev.firn.faultinjection;
    exports dev.firn.faultinjection.agent;
    exports dev.firn.faultinjection.blocks;
    exports dev.firn.faultinjection.fault;
    exports dev.firn.faultinjection.files;
    exports dev.firn.faultinjection.junit;
    exports dev.firn.faultinjection.kill;
    exports dev.firn.faultinjection.mutation;
    exports dev.firn.faultinjection.ptrace;
    exports dev.firn.faultinjection.report;
    exports dev.firn.faultinjection.rules;
    exports dev.firn.faultinjection.schedule;
    exports dev.firn.faultinjection.schedule.history;

    uses dev.firn.faultinjection.RunObserver;
}
