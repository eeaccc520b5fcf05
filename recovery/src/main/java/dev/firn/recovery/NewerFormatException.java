package dev.firn.recovery;

/// The store was written by a newer version of Firn. It was not touched: open it with that version, or, where that may
/// be, read-only.
public final class NewerFormatException extends RecoveryException {
    private static final long serialVersionUID = 1L;

    private final boolean readable;

    NewerFormatException(String message, boolean readable) {
        this(message, readable, null);
    }

    NewerFormatException(String message, boolean readable, Throwable cause) {
        super(message, cause);
        this.readable = readable;
    }

    /// Whether this version may open the store read-only.
    public boolean isReadable() {
        return readable;
    }
}
