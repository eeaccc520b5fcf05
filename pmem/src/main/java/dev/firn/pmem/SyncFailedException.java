package dev.firn.pmem;

/// The first failure to make bytes durable. What is on the medium is unknown until it is opened again; the region is
/// poisoned.
public final class SyncFailedException extends FirnException {
    private static final long serialVersionUID = 1L;

    public SyncFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    static SyncFailedException of(Throwable cause) {
        String why = cause.getMessage() != null ? cause.getMessage() : cause.toString();
        return new SyncFailedException(
                "bytes could not be made durable ("
                        + why
                        + "); what of the last writes reached the medium is unknown:"
                        + " close the region and open it again",
                cause);
    }
}
