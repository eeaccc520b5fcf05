package dev.firn.log;

import dev.firn.pmem.FirnException;

/// Bytes that were once durable are no longer what they were. Nothing is guessed: restore the file from a copy, or have
/// a repair salvage what is whole.
public final class CorruptLogException extends FirnException {
    private static final long serialVersionUID = 1L;

    private final long at;

    public CorruptLogException(long at, String expected, String found) {
        super(
                "log at 0x%x: expected %s, found %s; restore the file from a copy or repair it"
                        .formatted(at, expected, found));
        this.at = at;
    }

    /// The address of the damage.
    public long at() {
        return at;
    }
}
