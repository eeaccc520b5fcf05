package dev.firn.faultinjection;

/// A crash after which recovery did not find what it should have. The message says how to get there again.
public final class CrashFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String path;

    CrashFailure(String where, String path, Throwable cause) {
        this(where, "", path, cause);
    }

    private CrashFailure(String where, String report, String path, Throwable cause) {
        super(
                "%s%n%s%n%sreplay with CrashExplorer.replay(scenario, \"%s\")"
                        .formatted(message(cause), where, report, path),
                cause);
        this.where = where;
        this.path = path;
    }

    /// The crash in one line of text, for [CrashExplorer#replay].
    public String path() {
        return path;
    }

    /// The same failure with more to read in its message.
    ///
    /// @param report whole lines of text
    public CrashFailure withReport(String report) {
        String lines = report.isEmpty() || report.endsWith("\n") ? report : report + "\n";
        var told = new CrashFailure(where, lines, path, getCause());
        told.setStackTrace(getStackTrace());
        return told;
    }

    private static String message(Throwable cause) {
        return cause instanceof AssertionError ? cause.getMessage() : "recovery failed: " + cause;
    }
}
