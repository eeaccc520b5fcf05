package dev.firn.faultinjection.blocks;

/// A log of block writes is none, or is damaged. The message says where, what was expected and what was found.
public final class BlockLogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long at;

    BlockLogException(long at, Object expected, Object found) {
        super("block log at 0x%x: expected %s, found %s".formatted(at, expected, found));
        this.at = at;
    }

    /// The byte of the log.
    public long at() {
        return at;
    }
}
