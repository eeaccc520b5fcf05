package dev.firn.recovery;

/// The opening thread was interrupted, and had asked for that to end the opening. Nothing was written; the thread's
/// interrupt status is still set. Opening again begins anew.
public final class RecoveryInterruptedException extends RecoveryException {
    private static final long serialVersionUID = 1L;

    RecoveryInterruptedException(int done, int of) {
        this(
                "the opening was interrupted when %d of %d segments were read; nothing was changed".formatted(done, of),
                null);
    }

    RecoveryInterruptedException(String message, Throwable cause) {
        super(message, cause);
    }
}
