package dev.firn.bench.space;

import dev.firn.log.space.IntervalClasses;

/// One point of the table: a log, its fill, what is written to it, and the rules it is cleaned by.
///
/// @param segments how many there are
/// @param slots mean records a segment
/// @param fill the part of all bytes that is live
/// @param heads which records have heads of their own
/// @param victims who chooses victims
/// @param classes how many at most, 1 for one log
/// @param adaptive whether [dev.firn.log.space.Skew] decides how many there are
/// @param sizes how large records are
/// @param store the effects of a real store
/// @param warmUp writes before counting, in volumes of the log
/// @param counted writes that count, in volumes of the log
record Setting(
        Traffic.Kind traffic,
        int segments,
        int slots,
        double fill,
        Heads heads,
        Victims victims,
        int classes,
        Sizes sizes,
        Store store,
        int warmUp,
        int counted) {
    /// Which records have heads of their own.
    enum Heads {
        /// What users write goes to the classes, as moves do.
        ALL_BY_CLASS,
        /// What users write goes to one head, only moves to the classes.
        MOVES_BY_CLASS
    }

    enum Victims {
        GREEDY,
        DECLINING_COST
    }

    enum Sizes {
        EQUAL,
        /// From an eighth of the mean to about twice, each write anew.
        MIXED
    }

    /// What a real store does differently from a textbook.
    ///
    /// @param reserve segments that only the cleaner may open
    /// @param pool free segments from which on nothing is cleaned, beyond the reserve
    /// @param paced moves come in small steps, some with each write, and not a segment at a time
    /// @param checkpointSegments how many segments are filled from checkpoint to checkpoint, which names those that
    ///     may be opened until the next; 0: an emptied segment can be opened at once
    /// @param restarts how often all that is known of objects is lost, evenly spread over the run
    record Store(int reserve, int pool, boolean paced, int checkpointSegments, int restarts) {
        static final Store NONE = new Store(4, 8, false, 0, 0);
    }

    static Setting of(Traffic.Kind traffic, int segments, int slots, double fill) {
        return new Setting(
                traffic,
                segments,
                slots,
                fill,
                Heads.ALL_BY_CLASS,
                Victims.DECLINING_COST,
                IntervalClasses.MOST,
                Sizes.EQUAL,
                Store.NONE,
                7,
                5);
    }

    Setting with(Heads newHeads) {
        return new Setting(traffic, segments, slots, fill, newHeads, victims, classes, sizes, store, warmUp, counted);
    }

    Setting with(Store newStore) {
        return new Setting(traffic, segments, slots, fill, heads, victims, classes, sizes, newStore, warmUp, counted);
    }

    Setting with(Sizes newSizes) {
        return new Setting(traffic, segments, slots, fill, heads, victims, classes, newSizes, store, warmUp, counted);
    }

    Setting inOneLog(Victims newVictims) {
        return new Setting(traffic, segments, slots, fill, heads, newVictims, 1, sizes, store, warmUp, counted);
    }

    Setting lasting(int newWarmUp, int newCounted) {
        return new Setting(
                traffic, segments, slots, fill, heads, victims, classes, sizes, store, newWarmUp, newCounted);
    }
}
