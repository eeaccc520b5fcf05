package dev.firn.heap;

/// A transaction that is ended by hand. From [Store#begin] to its end, everything its thread does with the store is
/// part of it, [Store#transact] included. Belongs to the thread that began it ([TransactionOwnerException]).
public final class Tx implements AutoCloseable {
    private final Store store;
    private final WriteScope scope;

    Tx(Store store, WriteScope scope) {
        this.store = store;
        this.scope = scope;
    }

    /// Makes everything durable and visible at once. The transaction is over, also when this throws: then nothing of it
    /// was done, or, after an [dev.firn.log.OutcomeUnknownException], reopening decides.
    ///
    /// @throws RolledBackException when a body that had joined it failed
    public void commit() {
        scope.requireUsable();
        store.end(scope, true);
    }

    /// Undoes everything.
    public void rollback() {
        scope.requireUsable();
        store.end(scope, false);
    }

    /// Undoes everything, when it has not ended yet.
    @Override
    public void close() {
        if (!scope.isEnded()) rollback();
    }

    public boolean isOpen() {
        return !scope.isEnded();
    }
}
