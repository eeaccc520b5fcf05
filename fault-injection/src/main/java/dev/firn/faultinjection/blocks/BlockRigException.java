package dev.firn.faultinjection.blocks;

/// The operating system did not do what a campaign needs. The message says which command, and what it said.
public final class BlockRigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BlockRigException(String message) {
        super(message);
    }

    BlockRigException(String message, Throwable cause) {
        super(message, cause);
    }
}
