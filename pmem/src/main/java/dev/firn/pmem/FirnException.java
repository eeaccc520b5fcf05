package dev.firn.pmem;

/// The root of everything Firn throws on purpose. Each message says what failed, where, what was expected, what was
/// found, and what to do.
public abstract class FirnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected FirnException(String message, Throwable cause) {
        super(message, cause);
    }

    protected FirnException(String message) {
        super(message);
    }
}
