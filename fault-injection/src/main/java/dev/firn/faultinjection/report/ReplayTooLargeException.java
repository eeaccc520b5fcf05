package dev.firn.faultinjection.report;

/// A crash with so many scattered losses that it does not fit into a replay file.
public final class ReplayTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReplayTooLargeException(int bytes) {
        super(
                ("a replay file has at most %d bytes, this crash takes %d: shrink the failure first, or replay it"
                                + " from its path with CrashExplorer.replay")
                        .formatted(ReplayFile.MOST_BYTES, bytes));
    }
}
