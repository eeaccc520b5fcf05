package dev.firn.pmem.event;

/// What Firn tells Java Flight Recorder. Each method is called when something begins, and gives what is told of its
/// end; what nobody records costs a look at a field, and no memory.
///
/// Works without the module `jdk.jfr`, too: nothing is recorded then. For the modules of Firn; safe for use by several
/// threads.
public final class Events {
    /// The recorder may be left out of a run-time image.
    private static final boolean RECORDER = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private Events() {}

    public static Commit commit() {
        return RECORDER ? Recorder.commit() : Commit.NONE;
    }

    public static Sync sync() {
        return RECORDER ? Recorder.sync() : Sync.NONE;
    }

    public static Resize grow() {
        return RECORDER ? Recorder.grow() : Resize.NONE;
    }

    public static Resize shrink() {
        return RECORDER ? Recorder.shrink() : Resize.NONE;
    }

    public static Recovery recovery() {
        return RECORDER ? Recorder.recovery() : Recovery.NONE;
    }

    public static Clean clean() {
        return RECORDER ? Recorder.clean() : Clean.NONE;
    }

    public static Checkpoint checkpoint() {
        return RECORDER ? Recorder.checkpoint() : Checkpoint.NONE;
    }

    public static Spill spill() {
        return RECORDER ? Recorder.spill() : Spill.NONE;
    }
}
