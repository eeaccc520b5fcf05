package dev.firn.faultinjection.fault;

/// What the JVM throws for an access to a page that cannot be read, some time after it.
final class LateFault {
    private LateFault() {}

    static InternalError error() {
        return new InternalError("a fault occurred in an unsafe memory access operation");
    }
}
