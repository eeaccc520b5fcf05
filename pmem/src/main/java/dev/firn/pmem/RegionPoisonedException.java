package dev.firn.pmem;

/// A change was refused because an earlier one failed ([#getCause] is that failure). Close the region and open it
/// again: what is on the medium decides.
public final class RegionPoisonedException extends FirnException {
    private static final long serialVersionUID = 1L;

    public RegionPoisonedException(Throwable first) {
        super(
                "region is poisoned by an earlier failure ("
                        + first.getMessage()
                        + "); close it and open it again, recovery then finds what reached the medium",
                first);
    }
}
