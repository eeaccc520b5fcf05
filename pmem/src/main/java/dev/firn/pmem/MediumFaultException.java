package dev.firn.pmem;

/// Bytes of the medium could not be read or written: a bad block, a poisoned line, a file cut shorter behind our back;
/// or they are known to be bad, so that nobody tries.
public class MediumFaultException extends FirnException {
    private static final long serialVersionUID = 1L;

    private final long at;
    private final long length;

    public MediumFaultException(long at, long length, String why, Throwable cause) {
        super("medium fault at 0x%x, %d bytes: %s".formatted(at, length, why), cause);
        this.at = at;
        this.length = length;
    }

    /// For an `InternalError` that the JVM delivered too late to say which access it belongs to; see [View].
    public static MediumFaultException late(InternalError fault) {
        return new MediumFaultException(
                0,
                Long.MAX_VALUE,
                "a page somewhere in it could not be accessed; run a check of the file,"
                        + " and restore it from a copy if it was cut",
                fault);
    }

    /// The first byte of the access that failed.
    public long at() {
        return at;
    }

    /// The bytes of the access that failed.
    public long length() {
        return length;
    }
}
