package dev.firn.pmem.event;

/// The opening of a store after a crash or an orderly end. `dev.firn.Recovery` in a recording.
@FunctionalInterface
public interface Recovery {
    /// Nobody records it.
    Recovery NONE = (_, _, _, _, _, _, _, _) -> {};

    /// It has ended well; otherwise nothing is called.
    ///
    /// @param closedInOrder whether the store was closed before, not killed
    /// @param segments segments in the store
    /// @param segmentsRead segments whose frames were read
    /// @param frames frames that were read
    /// @param records records in them
    /// @param bytes bytes of frames that were read
    /// @param rewritten bytes that were made durable again
    /// @param threads threads that read
    void end(
            boolean closedInOrder,
            int segments,
            int segmentsRead,
            long frames,
            long records,
            long bytes,
            long rewritten,
            int threads);
}
