package dev.firn.log.space;

/// Which records belong together: those whose objects are written about equally often.
///
/// An object's *interval* is half the time since its write before the last; the store's live bytes, counted in ticks, are the mean
/// interval of all that is live. Class 0 is the coldest, each class has half the interval of the one before, and the last takes
/// all that is hotter. Numbered from the cold end, a class means the same however many there are.
public final class IntervalClasses {
    /// More gain nothing: so few objects are hotter than the tenth that what is left of their segments is nearly empty.
    public static final int MOST = 10;

    /// A class keeps about half a segment open that can hold nothing else. Found by simulation, see docs/cleaning.md.
    private static final int SLACK_A_CLASS = 3;

    private IntervalClasses() {}

    /// Classes that a store can have of which so many segments' worth of bytes are not live. 1 to [#MOST].
    public static int most(long slackSegments) {
        return (int) Math.clamp(slackSegments / SLACK_A_CLASS, 1L, MOST);
    }

    /// The class of an object.
    ///
    /// @param interval in ticks
    /// @param live bytes that are live in the whole store, in ticks, at least 1
    /// @param classes how many there are, at least 1
    public static int of(long interval, long live, int classes) {
        int found = 0;
        while (found < classes - 1 && interval << found < 2 * live) found++;
        return found;
    }

    /// An interval in the middle of a class, in ticks.
    public static long typical(int ofClass, long live) {
        return ofClass == 0 ? 4 * live : Math.max(1, (3 * live >>> 1) >>> ofClass - 1);
    }
}
