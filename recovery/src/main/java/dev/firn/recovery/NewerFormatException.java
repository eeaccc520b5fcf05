package dev.firn.recovery;

/// The store was written by a newer version of Firn. It was not touched: open it with that version.
public final class NewerFormatException extends RecoveryException {
    private static final long serialVersionUID = 1L;

    public NewerFormatException(String message) {
        this(message, null);
    }

    NewerFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
