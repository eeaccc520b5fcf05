package dev.firn.heap;

import dev.firn.pmem.BadRange;

/// Something about the medium under a store.
public sealed interface MediaEvent {
    /// Bytes were found bad, and nothing could mend them: reads of what lies in them fail from now on.
    record Damaged(BadRange range) implements MediaEvent {}

    /// Bytes were found bad and written anew from the mirror.
    record Mended(BadRange range) implements MediaEvent {}

    /// Damage could not be noted durably; it is known until the store is closed.
    record NotKept(BadRange range, String why) implements MediaEvent {}

    /// One of two files is rebuilt from the other when the store is opened.
    ///
    /// @param done bytes that were copied
    /// @param total bytes to copy
    record Rebuilding(long done, long total) implements MediaEvent {}

    /// The platform has counted an unsafe shutdown since the store was last known to be whole, so all of it was
    /// verified.
    record VerifiedAfterUnsafeShutdown(long countedBefore, long countedNow) implements MediaEvent {}
}
