package dev.firn.recovery;

import dev.firn.pmem.FirnException;

/// Why a region was not opened. It was not touched.
public abstract sealed class RecoveryException extends FirnException
        permits NotAStoreException,
                NewerFormatException,
                TruncatedStoreException,
                CorruptStoreException,
                RecoveryInterruptedException {
    private static final long serialVersionUID = 1L;

    RecoveryException(String message, Throwable cause) {
        super(message, cause);
    }

    /// The same, with the name of what was opened at the front of the message.
    public RecoveryException of(Object name) {
        String message = name + ": " + getMessage();
        return switch (this) {
            case NotAStoreException _ -> new NotAStoreException(message, this);
            case NewerFormatException newer -> new NewerFormatException(message, newer.isReadable(), this);
            case TruncatedStoreException _ -> new TruncatedStoreException(message, this);
            case CorruptStoreException _ -> new CorruptStoreException(message, this);
            case RecoveryInterruptedException _ -> new RecoveryInterruptedException(message, this);
        };
    }
}
