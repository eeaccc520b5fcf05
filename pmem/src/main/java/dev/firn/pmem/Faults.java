package dev.firn.pmem;

/// The one place where the JVM's own words for a broken medium become ours.
final class Faults {
    private static final Object LOCK = new Object();

    private Faults() {}

    /// Makes the JVM throw now what it has found out about earlier accesses. In compiled code it would do so at its
    /// next safepoint poll, which can be in another method, behind our `catch`; the way back from a native method has
    /// one, and this is a cheap native method.
    static void deliver() {
        Thread.holdsLock(LOCK);
    }

    /// `InternalError` is how the JVM reports SIGBUS in an access to a mapping; `IllegalStateException` is how a memory
    /// segment says that its arena was closed. A read that failed has changed nothing, so nothing but it fails.
    static RuntimeException ofRead(Throwable fault, long at, long length) {
        if (fault instanceof IllegalStateException) return new RegionClosedException("region");
        return medium(fault, at, length);
    }

    /// A store that failed poisons the region: what of it, and of others on their way to that page, is on the medium,
    /// nobody knows.
    static RuntimeException ofStore(Throwable fault, Poison poison, long at, long length) {
        RuntimeException typed = ofRead(fault, at, length);
        return typed instanceof MediumFaultException ? poison.set(typed) : typed;
    }

    private static MediumFaultException medium(Throwable fault, long at, long length) {
        return new MediumFaultException(
                at,
                length,
                "the page could not be accessed; run a check of the file, and restore it from a copy if it was cut",
                fault);
    }
}
