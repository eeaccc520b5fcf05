package dev.firn.heap;

/// A transaction could not be committed, because a body that had joined it failed ([#getCause]): its changes may be
/// half made, so all are undone.
public final class RolledBackException extends TransactionException {
    private static final long serialVersionUID = 1L;

    RolledBackException(Throwable cause) {
        super(
                "rolled back: a body inside the transaction failed with " + cause + "; let it pass, or run it again",
                cause);
    }
}
