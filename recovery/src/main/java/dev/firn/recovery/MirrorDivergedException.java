package dev.firn.recovery;

import dev.firn.pmem.FirnException;

/// A store and its mirror were both changed without the other: nobody but the user knows which one is wanted. Neither
/// was touched. Open the wanted one alone, or move the other away, so that it is built anew.
public final class MirrorDivergedException extends FirnException {
    private static final long serialVersionUID = 1L;

    MirrorDivergedException(String why) {
        super(
                "the store and its mirror do not belong together: "
                        + why
                        + "; move away the one that is not wanted, then it is built anew from the other");
    }
}
