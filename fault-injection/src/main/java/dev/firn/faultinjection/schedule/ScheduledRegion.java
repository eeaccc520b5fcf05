package dev.firn.faultinjection.schedule;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.WatchedView;
import dev.firn.pmem.Region;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;

/// A region whose calls wait for their turn.
final class ScheduledRegion extends DelegatingRegion {
    private final Turns turns;
    private final View view;

    ScheduledRegion(Region region, Turns turns) {
        super(region);
        this.turns = turns;
        this.view =
                turns.stopsAt(Point.LOAD)
                        ? new WatchedView(region::view, (at, _, _) -> turns.pause(Point.LOAD, at))
                        : region.view();
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public void write(long at, MemorySegment source, long from, long length) {
        turns.pause(Point.WRITE, at);
        super.write(at, source, from, length);
    }

    @Override
    public void publish(long at, long word) {
        turns.pause(Point.PUBLISH, at);
        super.publish(at, word);
    }

    @Override
    public void flush(long at, long length) {
        turns.pause(Point.FLUSH, at);
        super.flush(at, length);
    }

    @Override
    public void drain() {
        turns.pause(Point.DRAIN, 0);
        super.drain();
    }

    @Override
    public void grow(long newSize) {
        turns.pause(Point.GROW, newSize);
        super.grow(newSize);
    }

    @Override
    public void shrink(long newSize) {
        turns.pause(Point.SHRINK, newSize);
        super.shrink(newSize);
    }

    @Override
    public boolean release(long at, long length) {
        turns.pause(Point.RELEASE, at);
        return super.release(at, length);
    }

    @Override
    public void reclaim(long at, long length) {
        turns.pause(Point.RELEASE, at);
        super.reclaim(at, length);
    }
}
