package dev.firn.heap;

/// A change inside [Store#read].
public final class ReadOnlyTransactionException extends TransactionException {
    private static final long serialVersionUID = 1L;

    ReadOnlyTransactionException() {
        super("a change inside read(...), which sees a snapshot; use transact(...) around both", null);
    }
}
