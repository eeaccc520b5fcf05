package dev.firn.faultinjection.fault;

/// A fault that was not handled. The message says how to get there again.
public final class FaultFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String path;

    FaultFailure(FaultPath path, String what, Throwable cause) {
        super(
                "%s: %s%nreplay with FaultSweep.replay(scenario, options, \"%s\")"
                        .formatted(path.sentence(), what, path.text()),
                cause);
        this.path = path.text();
    }

    /// The fault in one line of text, for [FaultSweep#replay].
    public String path() {
        return path;
    }
}
