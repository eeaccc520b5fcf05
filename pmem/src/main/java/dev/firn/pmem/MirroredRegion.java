package dev.firn.pmem;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// Two regions that receive the same changes; reads come from the first.
///
/// What a drain has covered is on both. Before that, one may have what the other has not, in any combination: each of
/// them alone is what a crash may leave of a region, and whoever opens them again decides for one of them and makes the
/// other equal. A failure to change either poisons both.
///
/// It costs the bytes, lines, fences and syncs of both; two syncs of files run side by side.
public final class MirroredRegion implements Region {
    private final Region first;
    private final Region second;
    private final Poison poison = new Poison();
    private final Gate gate = new Gate("mirrored region");
    private final SyncGroup group;
    private final Offload beside;

    /// Both must hold the same, but for what was written after their last common drain. They are closed with this.
    public MirroredRegion(Region first, Region second) {
        this.first = first;
        this.second = second;
        // Only files take a drain by another thread; others must be drained by the one that wrote.
        boolean files = isSynced(first) && isSynced(second);
        this.beside = files ? new Offload(Offload.Whom.EVERYBODY, "mirror") : null;
        this.group = files ? new SyncGroup((_, _) -> drainSideBySide(), poison) : null;
    }

    private static boolean isSynced(Region region) {
        return region instanceof FileRegion && region.granularity() == Granularity.PAGE;
    }

    /// The one that reads come from.
    public Region first() {
        return first;
    }

    public Region second() {
        return second;
    }

    /// Writes a range of the first anew, from `source`, which the second has vouched for. Durable on return.
    public void mend(long at, MemorySegment source, long length) {
        if (first instanceof FileRegion file) {
            file.mend(at, source, length);
            return;
        }
        first.write(at, source, 0, length);
        first.drain();
    }

    /// That of the shorter one.
    @Override
    public long size() {
        return Math.min(first.size(), second.size());
    }

    /// The coarser one.
    @Override
    public Granularity granularity() {
        return first.granularity() == Granularity.PAGE ? first.granularity() : second.granularity();
    }

    @Override
    public View view() {
        return first.view();
    }

    @Override
    public void write(long at, MemorySegment source, long from, long length) {
        both(() -> {
            first.write(at, source, from, length);
            second.write(at, source, from, length);
        });
    }

    @Override
    public void publish(long at, long word) {
        both(() -> {
            first.publish(at, word);
            second.publish(at, word);
        });
    }

    @Override
    public void flush(long at, long length) {
        both(() -> {
            first.flush(at, length);
            second.flush(at, length);
        });
    }

    @Override
    public void drain() {
        both(() -> {
            if (group != null) {
                group.await();
                return;
            }
            first.drain();
            second.drain();
        });
    }

    private void drainSideBySide() throws IOException {
        var other =
                beside.start(() -> {
                    second.drain();
                    return null;
                });
        try {
            first.drain();
        } finally {
            Offload.await(other);
        }
    }

    /// Both become longer, or the size stays: a file that is longer than the other is harmless.
    @Override
    public void grow(long newSize) {
        both(() -> {
            first.grow(newSize);
            second.grow(newSize);
        });
    }

    @Override
    public void shrink(long newSize) {
        both(() -> {
            first.shrink(newSize);
            second.shrink(newSize);
        });
    }

    /// Whether either has done it: a range that was given back must be reclaimed, which does no harm where it was not.
    @Override
    public boolean release(long at, long length) {
        var done = new boolean[1];
        both(() -> done[0] = first.release(at, length) | second.release(at, length));
        return done[0];
    }

    @Override
    public void reclaim(long at, long length) {
        both(() -> {
            first.reclaim(at, length);
            second.reclaim(at, length);
        });
    }

    /// What is refused before anything was changed is no failure.
    private void both(Runnable change) {
        int stripe = gate.enter();
        try {
            poison.check();
            change.run();
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException
                | NullPointerException
                | NoSpaceException
                | ShrinkRefusedException refused) {
            throw refused;
        } catch (RuntimeException failed) {
            throw poison.set(failed);
        } finally {
            gate.leave(stripe);
        }
    }

    @Override
    public Explanation explain() {
        return first.explain();
    }

    @Override
    public Attributes attributes() {
        return first.attributes();
    }

    /// Those of both together.
    @Override
    public Counters counters() {
        var one = first.counters();
        var other = second.counters();
        return new Counters(
                one.writes() + other.writes(),
                one.bytes() + other.bytes(),
                one.lines() + other.lines(),
                one.fences() + other.fences(),
                one.syncs() + other.syncs());
    }

    @Override
    public void close() {
        if (!gate.close()) return;
        try {
            first.close();
        } finally {
            second.close();
            if (beside != null) beside.close();
        }
    }
}
