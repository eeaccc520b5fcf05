package dev.firn.faultinjection;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.firn.pmem.RegionClosedException;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// What the program sees: the newest bytes, whether they are durable or not.
final class SimulatedView implements View {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);

    private final SimulatedRegion region;

    SimulatedView(SimulatedRegion region) {
        this.region = region;
    }

    @Override
    public byte getByte(long at) {
        return bytes(at, 1)[Math.toIntExact(at)];
    }

    @Override
    public short getShort(long at) {
        return (short) SHORT.get(bytes(at, 2), Math.toIntExact(at));
    }

    @Override
    public int getInt(long at) {
        return (int) INT.get(bytes(at, 4), Math.toIntExact(at));
    }

    @Override
    public long getLong(long at) {
        return (long) LONG.get(bytes(at, 8), Math.toIntExact(at));
    }

    @Override
    public long getLongAcquire(long at) {
        if ((at & 7) != 0) throw new IllegalArgumentException("not aligned to 8 bytes: 0x%x".formatted(at));
        long word = getLong(at);
        VarHandle.acquireFence();
        return word;
    }

    @Override
    public void copyTo(long at, MemorySegment target, long to, long length) {
        MemorySegment.copy(MemorySegment.ofArray(bytes(at, length)), at, target, to, length);
    }

    @Override
    public MemorySegment slice(long at, long length) {
        return MemorySegment.ofArray(bytes(at, length)).asSlice(at, length).asReadOnly();
    }

    private byte[] bytes(long at, long length) {
        if (region.isClosed()) throw new RegionClosedException("simulated region");
        region.loading(at, length);
        return region.bytes();
    }
}
