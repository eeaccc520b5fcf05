package dev.firn.log;

import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;

/// A view that lets nobody read what is known to be bad. A log has it from the moment on when something is: until then
/// reads cost nothing.
final class GuardedView implements View {
    private final View view;
    private final BadRanges bad;

    GuardedView(View view, BadRanges bad) {
        this.view = view;
        this.bad = bad;
    }

    @Override
    public byte getByte(long at) {
        bad.require(at, Byte.BYTES);
        return view.getByte(at);
    }

    @Override
    public short getShort(long at) {
        bad.require(at, Short.BYTES);
        return view.getShort(at);
    }

    @Override
    public int getInt(long at) {
        bad.require(at, Integer.BYTES);
        return view.getInt(at);
    }

    @Override
    public long getLong(long at) {
        bad.require(at, Long.BYTES);
        return view.getLong(at);
    }

    @Override
    public long getLongAcquire(long at) {
        bad.require(at, Long.BYTES);
        return view.getLongAcquire(at);
    }

    @Override
    public void copyTo(long at, MemorySegment target, long to, long length) {
        bad.require(at, length);
        view.copyTo(at, target, to, length);
    }

    @Override
    public void confirm() {
        view.confirm();
    }

    @Override
    public MemorySegment slice(long at, long length) {
        bad.require(at, length);
        return view.slice(at, length);
    }
}
