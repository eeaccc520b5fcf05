package dev.firn.recovery;

/// Bytes that were once durable are damaged, so that opening would lose acknowledged commits. The region was not
/// touched: restore it from a copy, or salvage what is whole.
public final class CorruptStoreException extends RecoveryException {
    private static final long serialVersionUID = 1L;

    public CorruptStoreException(String message) {
        this(message, null);
    }

    CorruptStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
