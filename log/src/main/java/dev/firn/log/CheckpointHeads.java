package dev.firn.log;

/// The append heads of checkpoints. Frames there hide no commit, and replay skips them.
public final class CheckpointHeads {
    /// Takes runs, which are needed for a round of slices.
    public static final int RUNS = 28;

    /// Takes what each checkpoint says anew: manifests, and the states of segments.
    public static final int STATES = 29;

    private CheckpointHeads() {}

    public static boolean contains(int head) {
        return head >= RUNS;
    }
}
