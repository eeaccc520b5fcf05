package dev.firn.recovery;

/// The region is shorter than the store in it. It was not touched: restore the file from a copy.
public final class TruncatedStoreException extends RecoveryException {
    private static final long serialVersionUID = 1L;

    public TruncatedStoreException(String message) {
        this(message, null);
    }

    TruncatedStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
