package dev.firn.heap;

/// A transaction was used by another thread than the one that began it: a body that hands work to other threads must
/// let them do it outside, or take it back to its own.
public final class TransactionOwnerException extends TransactionException {
    private static final long serialVersionUID = 1L;

    TransactionOwnerException(Thread owner) {
        super(
                "the transaction belongs to thread %s, found %s; use it only in the thread that began it"
                        .formatted(owner.getName(), Thread.currentThread().getName()),
                null);
    }
}
