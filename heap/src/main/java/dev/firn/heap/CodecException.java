package dev.firn.heap;

import dev.firn.pmem.FirnException;

/// A value that cannot be turned into bytes, bytes that are not the value they should be, or a type that has no codec.
///
/// The message says what and where: for a type, the path to it (`Account.owner.address`) and what to do; for bytes, the
/// position in the input, what was expected and what was found. Codecs written by users throw it too.
public final class CodecException extends FirnException {
    private static final long serialVersionUID = 1L;

    /// @param message what, where, expected, found, what to do; not null
    public CodecException(String message) {
        super(message);
    }

    /// @param message what, where, expected, found, what to do; not null
    /// @param cause   what was thrown below, or null
    public CodecException(String message, Throwable cause) {
        super(message, cause);
    }
}
