package dev.firn.faultinjection.fault;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.IntToLongFunction;

/// A [Corruption] of two functions.
record Damage(String name, IntToLongFunction count, Maker maker) implements Corruption {
    static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

    /// See [Corruption#damage].
    interface Maker {
        byte[] make(byte[] image, byte[] scratch, long number);
    }

    @Override
    public long cases(int length) {
        return count.applyAsLong(length);
    }

    @Override
    public byte[] damage(byte[] image, byte[] scratch, long number) {
        return maker.make(image, scratch, number);
    }
}
