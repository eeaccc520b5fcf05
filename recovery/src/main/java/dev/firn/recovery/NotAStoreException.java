package dev.firn.recovery;

/// The region holds something that is not a Firn store, or nothing at all. It was not touched.
public final class NotAStoreException extends RecoveryException {
    private static final long serialVersionUID = 1L;

    public NotAStoreException(String message) {
        this(message, null);
    }

    NotAStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
