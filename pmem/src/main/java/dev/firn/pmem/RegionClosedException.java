package dev.firn.pmem;

/// The region was used after it was closed.
public final class RegionClosedException extends FirnException {
    private static final long serialVersionUID = 1L;

    public RegionClosedException(String what) {
        super(what + " was closed");
    }
}
