package dev.firn.faultinjection;

import dev.firn.pmem.Region;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;

/// A view that asks before each read.
final class FaultyView implements View {
    /// Called before a read; throws when it fails.
    interface Gate {
        void pass(long at, long length);
    }

    private final Region region;
    private final Gate gate;

    FaultyView(Region region, Gate gate) {
        this.region = region;
        this.gate = gate;
    }

    @Override
    public byte getByte(long at) {
        return gated(at, Byte.BYTES).getByte(at);
    }

    @Override
    public short getShort(long at) {
        return gated(at, Short.BYTES).getShort(at);
    }

    @Override
    public int getInt(long at) {
        return gated(at, Integer.BYTES).getInt(at);
    }

    @Override
    public long getLong(long at) {
        return gated(at, Long.BYTES).getLong(at);
    }

    @Override
    public long getLongAcquire(long at) {
        return gated(at, Long.BYTES).getLongAcquire(at);
    }

    @Override
    public void copyTo(long at, MemorySegment target, long to, long length) {
        gated(at, length).copyTo(at, target, to, length);
    }

    @Override
    public MemorySegment slice(long at, long length) {
        return gated(at, length).slice(at, length);
    }

    private View gated(long at, long length) {
        gate.pass(at, length);
        return region.view();
    }
}
