package dev.firn.pmem;

/// The medium has no room for what was asked. Nothing was changed: free space or choose a smaller size.
public final class NoSpaceException extends FirnException {
    private static final long serialVersionUID = 1L;

    public NoSpaceException(String message, Throwable cause) {
        super(message, cause);
    }
}
