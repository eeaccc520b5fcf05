package dev.firn.log.space;

import dev.firn.log.LogMemory;

/// Where records go, and what is remembered of them for that: the classes of a store, put together from [WriteClock],
/// [UpdateTimes], [Skew], [IntervalClasses] and [SegmentAges].
///
/// The order of calls for a user's record: [#userClass] (only where users' records are separated, too), the write, then
/// [#wrote] and, for a new place, [#placed]. For a record that is moved: [#moveClass], the write, [#placed].
/// Not safe for use by several threads.
public final class Placement {
    private final WriteClock clock;
    private final UpdateTimes times;
    private final Skew skew;
    private final SegmentAges ages;
    private final long segmentBytes;
    private long segments;
    private int most;

    /// @param memory where the update times of objects are kept
    /// @param totalBytes the size of the store, more than 0
    /// @param segments how many segments it has
    /// @param classes the classes to begin with: 1, or as many as an earlier life had open
    public Placement(LogMemory memory, long totalBytes, int segments, int classes) {
        this.clock = new WriteClock(totalBytes);
        this.times = new UpdateTimes(memory, 4096);
        this.skew = new Skew(classes);
        this.ages = new SegmentAges(segments);
        this.segmentBytes = totalBytes / segments;
        this.segments = segments;
        this.most = IntervalClasses.most(segments);
    }

    /// There are more segments now.
    public void grow(int newSegments) {
        ages.grow(newSegments);
        segments = newSegments;
    }

    /// Ticks until now.
    public long now() {
        return clock.now();
    }

    /// For a [VictimChoice].
    public SegmentAges ages() {
        return ages;
    }

    /// `bytes` as ticks.
    public long ticks(long bytes) {
        return clock.ticks(bytes);
    }

    /// How many classes there are now, by the traffic and by the room there was at the last record. Segments that are
    /// open for a class from this on can be sealed.
    public int classes() {
        return skew.classes(most);
    }

    /// See [Skew#divergence].
    public double divergence() {
        return skew.divergence();
    }

    /// Bytes of memory that the update times take.
    public long memory() {
        return times.bytes();
    }

    /// The class that a user's next record of an object belongs to, before it is written.
    ///
    /// @param liveBytes bytes that are live in the whole store
    public int userClass(long object, long liveBytes) {
        return classOf(object, liveBytes);
    }

    /// A user's record of an object was written: time goes on.
    ///
    /// @param isNew the object had no version before
    public void wrote(long object, long bytes, boolean isNew, long liveBytes) {
        long live = clock.ticks(liveBytes);
        long now = clock.now();
        if (isNew) times.wrote(object, now - live, now);
        else again(object, bytes, live, now);
        clock.wrote(bytes);
        times.age(now);
    }

    /// Something was written that ends no record's life.
    public void added(long bytes) {
        clock.wrote(bytes);
        times.age(clock.now());
    }

    /// An object was deleted; `bytes` is the size of its tombstone.
    public void deleted(long object, long bytes, long liveBytes) {
        skew.wrote(gap(object, clock.ticks(liveBytes), clock.now()), clock.ticks(bytes), clock.ticks(liveBytes));
        times.forget(object);
        clock.wrote(bytes);
    }

    /// The class that a moved record belongs to.
    ///
    /// @param fromClass the class of the head that it lay in, or -1 for a user's; it tells something when nothing
    ///     else does
    public int moveClass(long object, int fromClass, long liveBytes) {
        long live = clock.ticks(liveBytes);
        long now = clock.now();
        if (fromClass >= 0 && times.penultimate(object, now) == UpdateTimes.UNKNOWN)
            times.guess(object, now - 2 * IntervalClasses.typical(fromClass, live), now);
        return classOf(object, liveBytes);
    }

    /// A segment was opened. `takesAll` as in [SegmentAges#opened].
    public void opened(int segment, boolean takesAll) {
        ages.opened(segment, takesAll, clock.now());
    }

    /// An earlier life filled the segment; `ofClass` is the class of its head, or -1 for a user's.
    public void found(int segment, int ofClass, long liveBytes) {
        long live = clock.ticks(liveBytes);
        long age = ofClass < 0 ? live : 2 * IntervalClasses.typical(ofClass, live);
        ages.opened(segment, false, clock.now());
        ages.placed(segment, 1, clock.now() - age);
    }

    /// A record of an object lies in a segment now.
    public void placed(int segment, long object, long bytes, long liveBytes) {
        ages.placed(segment, bytes, penultimate(object, clock.ticks(liveBytes)));
    }

    private void again(long object, long bytes, long live, long now) {
        skew.wrote(gap(object, live, now), clock.ticks(bytes), live);
        if (times.last(object, now) == UpdateTimes.UNKNOWN) times.wrote(object, penultimate(object, live), now);
        else times.wrote(object, now);
    }

    private int classOf(long object, long liveBytes) {
        most = IntervalClasses.most(segments - liveBytes / segmentBytes);
        long live = clock.ticks(liveBytes);
        long interval = (clock.now() - penultimate(object, live)) / 2;
        return IntervalClasses.of(interval, live, classes());
    }

    /// An object that was not written since the clock began was, for all we know, written a live volume before that.
    private long penultimate(long object, long live) {
        long known = times.penultimate(object, clock.now());
        return known == UpdateTimes.UNKNOWN ? -live : known;
    }

    private long gap(long object, long live, long now) {
        long last = times.last(object, now);
        return last == UpdateTimes.UNKNOWN ? now + live : now - last;
    }
}
