package dev.firn.cli.demo;

/// A child process ended without being killed, and before its work was done.
final class ChildFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    ChildFailedException(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /// The run was cancelled here, and the child with it.
    static ChildFailedException cancelled() {
        return new ChildFailedException("cancelled", 128 + 2);
    }

    /// Whether the child was asked to end from outside, by Ctrl-C (SIGINT) or SIGTERM, which reach this process too.
    boolean wasAskedTo() {
        return exitCode == 128 + 2 || exitCode == 128 + 15;
    }
}
