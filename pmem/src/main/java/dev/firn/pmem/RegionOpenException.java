package dev.firn.pmem;

/// A region could not be opened or created; [#reason] says why in a word, the message in full.
public final class RegionOpenException extends FirnException {
    private static final long serialVersionUID = 1L;

    /// Why, as a closed set.
    public enum Reason {
        MISSING,
        EXISTS,
        IS_DIRECTORY,
        NOT_A_FILE,
        NO_PERMISSION,
        LOCKED,
        BACKEND_UNAVAILABLE,
        GRANULARITY_NOT_SUPPORTED,
        IO
    }

    private final Reason reason;

    public RegionOpenException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
