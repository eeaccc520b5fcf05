package dev.firn.cli.crash;

import dev.firn.cli.FailedException;
import dev.firn.pmem.NoSpaceException;

/// A disk that is too small for a campaign is told from a broken promise by this.
final class NoRoom {
    private NoRoom() {}

    /// Whether something could not be done because the disk is full.
    static boolean isReasonFor(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) if (at instanceof NoSpaceException) return true;
        return false;
    }

    /// @param what the message of what failed: what, where, and to free some space
    static FailedException failure(String what) {
        return new FailedException(what + ", or name a folder with more room by --dir");
    }
}
