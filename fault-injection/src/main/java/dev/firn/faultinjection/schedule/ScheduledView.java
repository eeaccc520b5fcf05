package dev.firn.faultinjection.schedule;

import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;

/// Reads that wait for their turn. What a slice reads later is not seen.
final class ScheduledView implements View {
    private final View view;
    private final Turns turns;

    ScheduledView(View view, Turns turns) {
        this.view = view;
        this.turns = turns;
    }

    @Override
    public byte getByte(long at) {
        turns.pause(Point.LOAD, at);
        return view.getByte(at);
    }

    @Override
    public short getShort(long at) {
        turns.pause(Point.LOAD, at);
        return view.getShort(at);
    }

    @Override
    public int getInt(long at) {
        turns.pause(Point.LOAD, at);
        return view.getInt(at);
    }

    @Override
    public long getLong(long at) {
        turns.pause(Point.LOAD, at);
        return view.getLong(at);
    }

    @Override
    public long getLongAcquire(long at) {
        turns.pause(Point.LOAD, at);
        return view.getLongAcquire(at);
    }

    @Override
    public void copyTo(long at, MemorySegment target, long to, long length) {
        turns.pause(Point.LOAD, at);
        view.copyTo(at, target, to, length);
    }

    @Override
    public MemorySegment slice(long at, long length) {
        turns.pause(Point.LOAD, at);
        return view.slice(at, length);
    }
}
