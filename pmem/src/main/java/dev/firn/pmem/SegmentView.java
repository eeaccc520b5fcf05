package dev.firn.pmem;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// The view of production: a memory segment, whatever it is a window on.
final class SegmentView implements View {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.withOrder(LITTLE_ENDIAN).varHandle();

    /// What becomes of a fault, by who it was that read.
    interface OnFault {
        RuntimeException of(Throwable fault, long at, long length);
    }

    private final OnFault onFault;
    private final boolean mayFault;
    private MemorySegment bytes;

    /// Plain memory, which cannot fault.
    SegmentView(MemorySegment bytes) {
        this.bytes = bytes;
        this.onFault = Faults::ofRead;
        this.mayFault = false;
    }

    /// A mapping.
    SegmentView(MemorySegment bytes, OnFault onFault) {
        this.bytes = bytes;
        this.onFault = onFault;
        this.mayFault = true;
    }

    /// The region grew or shrank: the longer one begins with the same bytes as the other.
    void replace(MemorySegment other) {
        bytes = other;
    }

    @Override
    public byte getByte(long at) {
        try {
            return bytes.get(JAVA_BYTE, at);
        } catch (InternalError | IllegalStateException fault) {
            throw onFault.of(fault, at, 1);
        }
    }

    @Override
    public short getShort(long at) {
        try {
            return bytes.get(SHORT, at);
        } catch (InternalError | IllegalStateException fault) {
            throw onFault.of(fault, at, 2);
        }
    }

    @Override
    public int getInt(long at) {
        try {
            return bytes.get(INT, at);
        } catch (InternalError | IllegalStateException fault) {
            throw onFault.of(fault, at, 4);
        }
    }

    @Override
    public long getLong(long at) {
        try {
            return bytes.get(LONG, at);
        } catch (InternalError | IllegalStateException fault) {
            throw onFault.of(fault, at, 8);
        }
    }

    @Override
    public long getLongAcquire(long at) {
        try {
            return (long) WORD.getAcquire(bytes, at);
        } catch (InternalError | IllegalStateException fault) {
            throw onFault.of(fault, at, 8);
        }
    }

    @Override
    public void copyTo(long at, MemorySegment target, long to, long length) {
        try {
            MemorySegment.copy(bytes, at, target, to, length);
            if (mayFault) Faults.deliver();
        } catch (InternalError | IllegalStateException fault) {
            throw onFault.of(fault, at, length);
        }
    }

    @Override
    public void confirm() {
        if (!mayFault) return;
        try {
            Faults.deliver();
        } catch (InternalError late) {
            throw MediumFaultException.late(late);
        }
    }

    @Override
    public MemorySegment slice(long at, long length) {
        return bytes.asSlice(at, length).asReadOnly();
    }
}
