package dev.firn.faultinjection.fault;

import dev.firn.pmem.FirnException;

/// Who reads damaged images.
///
/// @param <S> contents; compared by `equals`
@FunctionalInterface
public interface CorruptionSubject<S> {
    /// Opens `image` and reads everything in it. It may change the array.
    S read(byte[] image) throws Exception;

    /// Whether a failure is a refusal. By default: whether it has one of Firn's types.
    default boolean isTyped(Throwable failure) {
        return failure instanceof FirnException;
    }

    /// Whether `found`, which is not what was there, says itself that something is missing, and is what it may be then:
    /// after a crash, the last writes cannot be told from damage. By default never.
    default boolean isDeclared(S whole, S found) {
        return false;
    }
}
