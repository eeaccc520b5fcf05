package dev.firn.heap;

/// A transaction, or an iterator that belongs to one, was used after its end.
public final class TransactionEndedException extends TransactionException {
    private static final long serialVersionUID = 1L;

    TransactionEndedException() {
        super("the transaction has ended; begin another one", null);
    }
}
