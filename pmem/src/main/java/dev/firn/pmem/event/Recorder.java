package dev.firn.pmem.event;

/// All that refers to the recorder: never loaded where there is none.
///
/// Whether an event is recorded is asked of one that never is, so that nothing is made in vain.
final class Recorder {
    private static final CommitEvent COMMIT = new CommitEvent();
    private static final SyncEvent SYNC = new SyncEvent();
    private static final GrowEvent GROW = new GrowEvent();
    private static final ShrinkEvent SHRINK = new ShrinkEvent();
    private static final RecoveryEvent RECOVERY = new RecoveryEvent();
    private static final CleanEvent CLEAN = new CleanEvent();
    private static final CheckpointEvent CHECKPOINT = new CheckpointEvent();
    private static final SpillEvent SPILL = new SpillEvent();

    private Recorder() {}

    static Commit commit() {
        if (!COMMIT.isEnabled()) return Commit.NONE;
        var event = new CommitEvent();
        event.begin();
        return event;
    }

    static Sync sync() {
        if (!SYNC.isEnabled()) return Sync.NONE;
        var event = new SyncEvent();
        event.begin();
        return event;
    }

    static Resize grow() {
        if (!GROW.isEnabled()) return Resize.NONE;
        var event = new GrowEvent();
        event.begin();
        return event;
    }

    static Resize shrink() {
        if (!SHRINK.isEnabled()) return Resize.NONE;
        var event = new ShrinkEvent();
        event.begin();
        return event;
    }

    static Recovery recovery() {
        if (!RECOVERY.isEnabled()) return Recovery.NONE;
        var event = new RecoveryEvent();
        event.begin();
        return event;
    }

    static Clean clean() {
        if (!CLEAN.isEnabled()) return Clean.NONE;
        var event = new CleanEvent();
        event.begin();
        return event;
    }

    static Checkpoint checkpoint() {
        if (!CHECKPOINT.isEnabled()) return Checkpoint.NONE;
        var event = new CheckpointEvent();
        event.begin();
        return event;
    }

    static Spill spill() {
        if (!SPILL.isEnabled()) return Spill.NONE;
        var event = new SpillEvent();
        event.begin();
        return event;
    }
}
