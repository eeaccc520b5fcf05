package dev.firn.faultinjection.fault;

/// A call of a region that can fail, and how it then does.
///
/// After those that *poison*, the region refuses every later change with
/// [dev.firn.pmem.RegionPoisonedException], as the regions on files do; a region opened afterwards is sound again,
/// unless the fault is [sticky][FaultMode#STICKY].
public enum Fault {
    /// A write throws [dev.firn.pmem.MediumFaultException] after half of it was done. Poisons.
    WRITE,
    /// A publish throws [dev.firn.pmem.MediumFaultException]; the word is not stored. Poisons.
    PUBLISH,
    /// A flush throws [dev.firn.pmem.MediumFaultException]; no write-back has begun. Poisons.
    FLUSH,
    /// A drain throws [dev.firn.pmem.SyncFailedException], and what was pending counts as clean. Poisons.
    SYNC,
    /// The same, but the region does not protect its user: it goes on, and the next drain succeeds and leaves what was
    /// lost alone, as a second `fsync` does. Finds those who retry.
    FORGOTTEN_SYNC,
    /// A growth, or a reclaim, throws [dev.firn.pmem.NoSpaceException]; nothing has changed.
    NO_SPACE,
    /// A growth, or a reclaim, throws [dev.firn.pmem.SyncFailedException]; the size has not changed. Poisons.
    GROW,
    /// A cut throws [dev.firn.pmem.SyncFailedException]: whether the region is shorter shows when it is opened again.
    /// Poisons.
    SHRINK,
    /// A cut throws [dev.firn.pmem.ShrinkRefusedException]; nothing has changed.
    SHRINK_REFUSED,
    /// A release answers false; nothing has changed.
    NO_HOLES,
    /// A read throws [dev.firn.pmem.MediumFaultException]. Everything else goes on.
    READ,
    /// A typed getter throws the `InternalError` of the JVM: the fault came too late for the view's `catch`, as it does
    /// in compiled code; see [dev.firn.pmem.View].
    LATE_READ;

    boolean poisons() {
        return switch (this) {
            case WRITE, PUBLISH, FLUSH, SYNC, GROW, SHRINK -> true;
            case FORGOTTEN_SYNC, NO_SPACE, SHRINK_REFUSED, NO_HOLES, READ, LATE_READ -> false;
        };
    }
}
