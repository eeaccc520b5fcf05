/// A medium that crashes on purpose, and the search through everything that a crash may leave.
module dev.firn.faultinjection {
    requires transitive dev.firn.pmem;
    requires static transitive java.instrument;
    requires static transitive org.junit.jupiter.api;

    exports dev.firn.faultinjection;
    exports dev.firn.faultinjection.agent;
    exports dev.firn.faultinjection.files;
    exports dev.firn.faultinjection.junit;
}
