package dev.firn.pmem;

/// The first failure to make bytes durable. What is on the medium is unknown until it is opened again; the region is
/// poisoned.
public final class SyncFailedException extends FirnException {
    private static final long serialVersionUID = 1L;

    public SyncFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
