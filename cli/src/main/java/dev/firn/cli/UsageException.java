package dev.firn.cli;

/// The command line asks for something that cannot be: exit code 2, one line, no stack trace.
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param message what is wrong, where, and what to do
    public UsageException(String message) {
        super(message);
    }
}
