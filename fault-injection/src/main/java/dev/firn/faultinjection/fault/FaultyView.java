package dev.firn.faultinjection.fault;

import dev.firn.pmem.Region;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;

/// A view that asks before each read.
final class FaultyView implements View {
    /// Called before a read; throws when it fails.
    interface Gate {
        /// @param typed whether it is a typed getter, whose fault the JVM may report late
        void pass(long at, long length, boolean typed);
    }

    private final Region region;
    private final Gate gate;

    FaultyView(Region region, Gate gate) {
        this.region = region;
        this.gate = gate;
    }

    /// What the JVM throws for an access to a page that cannot be read.
    static InternalError internalError() {
        return new InternalError("a fault occurred in an unsafe memory access operation");
    }

    @Override
    public byte getByte(long at) {
        return gated(at, Byte.BYTES, true).getByte(at);
    }

    @Override
    public short getShort(long at) {
        return gated(at, Short.BYTES, true).getShort(at);
    }

    @Override
    public int getInt(long at) {
        return gated(at, Integer.BYTES, true).getInt(at);
    }

    @Override
    public long getLong(long at) {
        return gated(at, Long.BYTES, true).getLong(at);
    }

    @Override
    public long getLongAcquire(long at) {
        return gated(at, Long.BYTES, true).getLongAcquire(at);
    }

    @Override
    public void copyTo(long at, MemorySegment target, long to, long length) {
        gated(at, length, false).copyTo(at, target, to, length);
    }

    @Override
    public MemorySegment slice(long at, long length) {
        return gated(at, length, false).slice(at, length);
    }

    private View gated(long at, long length, boolean typed) {
        gate.pass(at, length, typed);
        return region.view();
    }
}
