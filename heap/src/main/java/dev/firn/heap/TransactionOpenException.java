package dev.firn.heap;

/// Something that is not possible inside a transaction was called inside one.
public final class TransactionOpenException extends TransactionException {
    private static final long serialVersionUID = 1L;

    TransactionOpenException(String what) {
        super(what + " inside a transaction of the same thread; end the transaction first", null);
    }
}
