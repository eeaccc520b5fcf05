package dev.firn.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A view that copies what it reads, so that a fault is always in time and names its range: slow, for finding out what
/// a reader has run into. Safe for use by several threads.
public final class ExactView implements View {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);

    private final View view;

    public ExactView(View view) {
        this.view = view;
    }

    @Override
    public byte getByte(long at) {
        return copy(at, Byte.BYTES).get(ValueLayout.JAVA_BYTE, 0);
    }

    @Override
    public short getShort(long at) {
        return copy(at, Short.BYTES).get(SHORT, 0);
    }

    @Override
    public int getInt(long at) {
        return copy(at, Integer.BYTES).get(INT, 0);
    }

    @Override
    public long getLong(long at) {
        return copy(at, Long.BYTES).get(LONG, 0);
    }

    @Override
    public long getLongAcquire(long at) {
        return getLong(at);
    }

    @Override
    public void copyTo(long at, MemorySegment target, long to, long length) {
        view.copyTo(at, target, to, length);
    }

    @Override
    public MemorySegment slice(long at, long length) {
        return view.slice(at, length);
    }

    private MemorySegment copy(long at, int length) {
        var bytes = MemorySegment.ofArray(new byte[length]);
        view.copyTo(at, bytes, 0, length);
        return bytes;
    }
}
