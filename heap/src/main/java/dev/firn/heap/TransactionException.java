package dev.firn.heap;

import dev.firn.pmem.FirnException;

/// A transaction was used in a way it cannot be. Nothing was changed by what threw it.
public abstract sealed class TransactionException extends FirnException
        permits ReadOnlyTransactionException,
                TransactionOwnerException,
                TransactionEndedException,
                TransactionOpenException,
                RolledBackException {
    private static final long serialVersionUID = 1L;

    TransactionException(String message, Throwable cause) {
        super(message, cause);
    }
}
