package dev.firn.faultinjection;

/// A crash after which recovery did not find what it should have. The message says how to get there again.
public final class CrashFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String path;

    CrashFailure(String where, String path, Throwable cause) {
        super(
                "%s%n%s%nreplay with CrashExplorer.replay(scenario, \"%s\")".formatted(message(cause), where, path),
                cause);
        this.path = path;
    }

    /// The crash in one line of text, for [CrashExplorer#replay].
    public String path() {
        return path;
    }

    private static String message(Throwable cause) {
        return cause instanceof AssertionError ? cause.getMessage() : "recovery failed: " + cause;
    }
}
