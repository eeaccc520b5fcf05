package dev.firn.heap;

import dev.firn.log.Batch;
import dev.firn.log.CheckpointHeads;
import dev.firn.log.CleaningPolicy;
import dev.firn.log.LiveBytes;
import dev.firn.log.Log;
import dev.firn.log.SegmentTable;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.space.IntervalClasses;
import dev.firn.log.space.IntervalPolicy;
import dev.firn.log.space.Pacing;
import java.util.function.BiFunction;
import java.util.function.LongPredicate;

/// Keeps apart what is written often and what seldom: the cleaner's copies, and, where each commit is durable before
/// the next one is written, the commits themselves. Groups must stay in one head. It begins when something is cleaned
/// for the first time, so a store that only grows pays nothing.
final class Separation implements CleaningPolicy {
    /// Where segments are scarce and no class has room, this one gets a new segment for all.
    private static final int COMMON = 0;

    private final Log log;
    private final Reserve reserve;
    private final Pacing pacing;
    private final boolean separatesCommits;
    private BiFunction<SegmentTable, LiveBytes, Integer> chooser;
    private BiFunction<SegmentTable, LiveBytes, Integer> inNeed;
    private IntervalPolicy policy;

    Separation(Log log, Reserve reserve, Pacing pacing, boolean separatesCommits) {
        this.log = log;
        this.reserve = reserve;
        this.pacing = pacing;
        this.separatesCommits = separatesCommits;
    }

    /// The head that a commit goes to, or -1 for that of its thread.
    int headOf(Batch commit) {
        if (policy == null || !separatesCommits) return -1;
        int largest = 0;
        for (int record = 1; record < commit.records(); record++) {
            if (commit.footprint(record) > commit.footprint(largest)) largest = record;
        }
        int wanted = fewer(policy.userClass(commit.object(largest)));
        int ofClass = isScarce() ? withRoom(wanted, commit.frameBytes(), wanted) : wanted;
        return Log.FIRST_CLASS_HEAD + ofClass;
    }

    private boolean isScarce() {
        return log.segments().openable() <= reserve.ofUsers() + 2;
    }

    /// The nearest class that needs no new segment, or `otherwise`.
    private int withRoom(int wanted, int bytes, int otherwise) {
        for (int away = 0; away < policy.classes(); away++) {
            if (hasRoom(wanted - away, bytes)) return wanted - away;
            if (hasRoom(wanted + away, bytes)) return wanted + away;
        }
        return otherwise;
    }

    private boolean hasRoom(int ofClass, int bytes) {
        return ofClass >= 0 && ofClass < policy.classes() && log.room(Log.FIRST_CLASS_HEAD + ofClass) >= bytes;
    }

    /// A commit has its place; it is not installed yet.
    ///
    /// @param isNew whether an object has no version so far
    void wrote(Batch commit, LongPredicate isNew) {
        if (policy == null) return;
        for (int record = 0; record < commit.records(); record++) {
            long object = commit.object(record);
            int bytes = commit.footprint(record);
            int segment = log.segmentOf(commit.address(record));
            switch (commit.kind(record)) {
                case TOMBSTONE -> policy.deleted(object, bytes);
                case DELTA -> policy.added(object, segment, bytes);
                default -> policy.wrote(object, segment, bytes, isNew.test(object));
            }
        }
    }

    @Override
    public int classes() {
        return IntervalClasses.MOST;
    }

    private int fewer(int ofClass) {
        return Math.min(ofClass, reserve.classes() - 1);
    }

    @Override
    public int classOf(long object) {
        int wanted = fewer(started().classOf(object));
        return isScarce() ? withRoom(wanted, 2 * reserve.step(), COMMON) : wanted;
    }

    /// Victims are chosen by `other` from here on, or as usual when that is null.
    void chooseBy(BiFunction<SegmentTable, LiveBytes, Integer> other) {
        chooser = other;
    }

    /// The same where segments are so few that a choice must not be wrong, unless somebody else chooses.
    void chooseInNeed(BiFunction<SegmentTable, LiveBytes, Integer> other) {
        inNeed = other;
    }

    @Override
    public int choose(SegmentTable segments, LiveBytes live) {
        var by = chooser != null ? chooser : inNeed;
        if (by != null) return by.apply(segments, live);
        return started().choose(segments, live);
    }

    @Override
    public void moved(long object, int segment, int bytes) {
        started().moved(object, segment, bytes);
    }

    @Override
    public void emptied(long copied) {
        pacing.emptied(copied);
    }

    private IntervalPolicy started() {
        if (policy != null) return policy;
        policy =
                new IntervalPolicy(
                        log.segments(),
                        log.live(),
                        log.options().memory(),
                        log.superblock().segmentBytes(),
                        reserve.worthEmptying(),
                        openClasses(),
                        !separatesCommits);
        log.segments().listen(policy::opened);
        return policy;
    }

    /// As many as an earlier life had.
    private int openClasses() {
        int classes = 1;
        for (int segment = 0; segment < log.segments().count(); segment++) {
            int head = log.segments().opening(segment).head();
            boolean isOpen = log.segments().use(segment) == Use.OPEN && head < CheckpointHeads.RUNS;
            if (isOpen) classes = Math.max(classes, head - Log.FIRST_CLASS_HEAD + 1);
        }
        return classes;
    }
}
