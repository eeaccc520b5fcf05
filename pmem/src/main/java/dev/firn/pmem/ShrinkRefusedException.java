package dev.firn.pmem;

/// The file of a region cannot be cut shorter: its system forbids that, or not now. The region stays as it was and goes
/// on being usable; nothing was lost but the room.
public final class ShrinkRefusedException extends FirnException {
    private static final long serialVersionUID = 1L;

    public ShrinkRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
