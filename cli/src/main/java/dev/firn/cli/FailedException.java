package dev.firn.cli;

/// A command could not do its work: exit code 1, one line, no stack trace.
public final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message what is wrong, where, and what to do
    public FailedException(String message) {
        super(message);
    }

    /// @param message what is wrong, where, and what to do
    /// @param cause for `--verbose`
    public FailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
