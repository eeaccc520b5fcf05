package dev.firn.pmem;

/// Bytes of the medium could not be read or written: a bad block, a poisoned line, a file cut shorter behind our back;
/// or they are known to be bad, so that nobody tries.
public class MediumFaultException extends FirnException {
    private static final long serialVersionUID = 1L;

    private final long at;
    private final long length;
    private final boolean cut;

    public MediumFaultException(long at, long length, String why, Throwable cause) {
        super("medium fault at 0x%x, %d bytes: %s".formatted(at, length, why), cause);
        this.at = at;
        this.length = length;
        this.cut = false;
    }

    private MediumFaultException(long at, long length, Throwable cause) {
        super(
                "medium fault at 0x%x, %d bytes: the file was cut shorter behind our back; close it, and restore it from a copy"
                        .formatted(at, length),
                cause);
        this.at = at;
        this.length = length;
        this.cut = true;
    }

    /// The bytes lie behind the present end of the file.
    static MediumFaultException ofCut(long at, long length, Throwable cause) {
        return new MediumFaultException(at, length, cause);
    }

    /// Whether the file was cut shorter: not the medium is bad, somebody has taken the bytes away.
    public boolean isCut() {
        return cut;
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
