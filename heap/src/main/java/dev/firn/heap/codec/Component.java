package dev.firn.heap.codec;

import dev.firn.heap.Codec;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;

/// One component of a record, ready to be written and read.
///
/// @param declared its name and type
/// @param accessor reads it: `(R)C`
/// @param codec    of its values
record Component(RecordComponent declared, MethodHandle accessor, Codec<?> codec) {
    String name() {
        return declared.getName();
    }

    Class<?> type() {
        return declared.getType();
    }

    /// `Account.owner`
    String path() {
        return declared.getDeclaringRecord().getSimpleName() + "." + name();
    }
}
