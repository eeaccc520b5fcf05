package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Batch;
import dev.firn.log.Cleaner;
import dev.firn.log.CleaningPolicy;
import dev.firn.log.Entry;
import dev.firn.log.LiveBytes;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.log.Records;
import dev.firn.log.SegmentTable;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.log.checkpoint.Checkpointer;
import dev.firn.pmem.Regions;
import dev.firn.recovery.LogScenario.Op;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// A log in which room is made as a test says, step by step: nothing happens by itself.
final class CleanedLog implements CleaningPolicy {
    static final LogOptions OPTIONS = LogScenario.defaults();
    private static final int SEGMENTS = 16;
    private static final int STEP = 3000;
    private static final int MOST_STEPS = 50;

    /// An object that nobody asks for.
    private static final long FILLER = 90;

    final SimulatedRegion region;
    final Log log;
    final Checkpointer keeper;
    final Cleaner cleaner;
    private int wanted = -1;
    private int number;

    CleanedLog() {
        this(SEGMENTS);
    }

    CleanedLog(int segments) {
        region = SimulatedRegion.create(LogScenario.regionBytes(segments), LogScenario.regionBytes(segments));
        Log.format(region, OPTIONS);
        log = Recovery.open(region, OPTIONS).log();
        var byHand = CheckpointOptions.defaults().withTailRecords(1_000_000).withNamed(4, 12).withBlockObjects(64);
        keeper = new Checkpointer(log, byHand, null, 0, 0);
        cleaner = new Cleaner(log, new PlainOwner(log), this);
    }

    @Override
    public int classes() {
        return 1;
    }

    @Override
    public int classOf(long object) {
        return 0;
    }

    @Override
    public int choose(SegmentTable segments, LiveBytes live) {
        return wanted >= 0 && segments.isCleanable(wanted, live) ? wanted : -1;
    }

    /// A commit, with nothing else.
    void commit(Op... ops) {
        LogScenario.append(region, log, number++, ops);
    }

    /// The same, in segments of its own. Returns the number of the one that the first of `ops` is in.
    int commitApart(Op.Put op) {
        commit(op);
        return sealed(op.object());
    }

    int commitApart(Op.Delta op) {
        commit(op);
        return sealed(op.object());
    }

    int commitApart(Op.Tombstone op) {
        commit(op);
        return sealed(op.object());
    }

    private int sealed(long object) {
        log.sealOpen();
        return segmentOf(object);
    }

    int segmentOf(long object) {
        return log.segmentOf(Entry.address(log.mapping().raw(object)));
    }

    String text(long object) {
        return Contents.of(log, log.mapping().entry(object));
    }

    /// Copies what is wanted of the segment, so far as one step does, and writes it. Nothing is durable yet.
    List<Batch> copy(int segment) {
        wanted = segment;
        return cleaner.step(STEP);
    }

    void settle(List<Batch> written) {
        for (var batch : written) log.settle(batch);
        cleaner.durable();
    }

    void finish() {
        cleaner.finish();
        cleaner.release();
    }

    /// Empties the segment, if that can be done.
    void empty(int segment) {
        for (int steps = 0; steps < MOST_STEPS && log.segments().use(segment) == Use.SEALED; steps++) {
            settle(copy(segment));
            finish();
        }
        wanted = -1;
    }

    /// Commits until the segment, which is free, is opened again.
    void reuse(int segment) {
        int generation = log.segments().generation(segment);
        while (log.segments().generation(segment) == generation) commit(new Op.Put(FILLER, "f".repeat(2500)));
        log.sealOpen();
    }

    void checkpoint() {
        keeper.capture(_ -> -1);
        finishCheckpoint();
    }

    void finishCheckpoint() {
        while (keeper.isActive()) {
            var step = keeper.step(64);
            if (step != null) log.settle(step);
            keeper.durable();
        }
    }

    /// What the mapping shows, and what that is made of, is in segments that are in use.
    void requireNothingWantedIsFree() {
        for (long object = 1; object <= LogScenario.MARKERS + number; object++) {
            long entry = log.mapping().raw(object);
            for (int members = 1; entry != Entry.NONE; members++) {
                int segment = log.segmentOf(Entry.address(entry));
                var use = log.segments().use(segment);
                if (use == Use.FREE || use == Use.EMPTIED) {
                    throw new AssertionError("object %d is in segment %d, which is %s".formatted(object, segment, use));
                }
                entry = Records.before(log.view(), entry, members);
            }
        }
    }

    /// A full scan finds what the mapping shows.
    void requireSameByAScan() {
        requireSame(Recovery.readAll(Regions.ofMemory(MemorySegment.ofArray(region.image())), OPTIONS).log());
    }

    /// Whoever opens `image` by the newest checkpoint finds what the mapping shows, and counts as live what is.
    void requireSameByTheCheckpoint(byte[] image) {
        var opened = Recovery.open(Regions.ofMemory(MemorySegment.ofArray(image)), OPTIONS);
        if (opened.report().checkpoint() != RecoveryReport.Checkpoint.USED) {
            throw new AssertionError("the checkpoint: " + opened.report().checkpoint());
        }
        requireSame(opened.log());
        ExactLive.require(opened.log());
    }

    private void requireSame(Log all) {
        for (long object = 1; object <= LogScenario.MARKERS + number; object++) {
            long found = all.mapping().entry(object);
            long shown = log.mapping().entry(object);
            if (found != shown) {
                throw new AssertionError("object %d: 0x%x is shown, 0x%x is found".formatted(object, shown, found));
            }
        }
    }
}
