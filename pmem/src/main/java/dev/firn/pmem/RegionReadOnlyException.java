package dev.firn.pmem;

/// A change was asked of a region that was opened for reading only.
public final class RegionReadOnlyException extends FirnException {
    private static final long serialVersionUID = 1L;

    public RegionReadOnlyException(String what) {
        super(what + " was opened for reading only; open it without readOnly to change it");
    }
}
