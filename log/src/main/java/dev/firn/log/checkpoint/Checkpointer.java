package dev.firn.log.checkpoint;

import dev.firn.log.Batch;
import dev.firn.log.CheckpointHeads;
import dev.firn.log.CorruptLogException;
import dev.firn.log.Log;
import dev.firn.log.LogFullException;
import dev.firn.log.RecordTooLargeException;
import dev.firn.log.RestartPoint;
import dev.firn.log.Superblock;
import dev.firn.log.checkpoint.Manifest.Run;
import dev.firn.log.format.BlockKind;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.event.Checkpoint;
import dev.firn.pmem.event.Events;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/// Makes checkpoints, in steps that go with commits: [#step] writes one frame at most, which the caller settles with
/// its commit; when that drain has returned, it says so ([#durable]), and only then does the next step do anything.
///
/// All calls but [#durable] are made by one thread at a time, the one that may append to the log.
public final class Checkpointer {
    private static final int LEAST_BLOCK_OBJECTS = 256;
    private static final int OBJECTS_SHARE = 128;

    private static final int MOST_DOUBLINGS = 20;

    /// Copies of a manifest are at least so far apart, where segments are large enough, so that one bad page does not
    /// take both.
    private static final int APART = 4096;

    /// What comes next.
    private enum Phase {
        IDLE,
        WALK,
        LEAVES,
        ROOT,
        SEGMENTS,
        FIRST_COPY,
        SECOND_COPY,
        NAME
    }

    private final Log log;
    private final CheckpointOptions options;
    private final BlockWriter out;
    private final int blockObjects;
    private Manifest newest;
    private final Slices slices;
    private Runs runs;
    private long tailBytes;
    private long tailRecords;
    private long bytesAtCapture;
    private long recordsAtCapture;
    private long writtenAtCapture;
    private Checkpoint event = Checkpoint.NONE;
    private long notBeforeBytes;
    private int givenUp;
    private long completed;

    private Phase phase = Phase.IDLE;
    private volatile boolean outstanding;
    private long number;
    private long nextObject;
    private List<RestartPoint> restarts;
    private Slice slice;
    private RunWriter run;
    private SegmentsWriter segmentsWriter;
    private MemorySegment manifest;
    private Manifest next;
    private long firstCopy;
    private long secondCopy;
    private int fewestSegments = Integer.MAX_VALUE;
    private boolean isBaseWanted;
    private int kept;
    private int countAtEnd;

    /// @param newest the checkpoint that the log was opened with, or null
    /// @param tailBytes bytes of frames since then
    /// @param tailRecords records in them
    public Checkpointer(Log log, CheckpointOptions options, Manifest newest, long tailBytes, long tailRecords) {
        this.log = log;
        this.options = options;
        this.newest = newest;
        this.tailBytes = tailBytes;
        this.tailRecords = tailRecords;
        this.out = new BlockWriter(log);
        int fitting = log.superblock().segmentBytes() / OBJECTS_SHARE;
        this.blockObjects =
                newest == null
                        ? Math.min(options.blockObjects(), Math.max(LEAST_BLOCK_OBJECTS, fitting))
                        : newest.blockObjects();
        this.runs = newest == null ? null : new Runs(log.view(), log.superblock(), newest);
        this.slices = new Slices(log, options, blockObjects, runs, newest == null ? 0 : newest.nextObject());
    }

    /// So much was appended.
    public void appended(long bytes, long records) {
        tailBytes += bytes;
        tailRecords += records;
    }

    /// Bytes of frames that an opening now would read, about.
    public long tailBytes() {
        return tailBytes;
    }

    /// Records in them.
    public long tailRecords() {
        return tailRecords;
    }

    /// Checkpoints completed since the log was opened.
    public long completed() {
        return completed;
    }

    /// The newest complete checkpoint.
    public Optional<Manifest> newest() {
        return Optional.ofNullable(newest);
    }

    /// Whether one may be begun: none is being made, and none was given up just now.
    public boolean mayTry() {
        return !isActive() && tailBytes >= notBeforeBytes;
    }

    /// Whether it is time for a checkpoint, and none is being made.
    public boolean isDue() {
        if (!mayTry()) return false;
        if (tailBytes >= options.tailBytes() || tailRecords >= options.tailRecords()) return true;
        if (newest == null) return false;
        var segments = log.segments();
        return segments.openable() < options.minNamed() && segments.hasMoreToName();
    }

    /// Segments that the next checkpoint takes, about.
    public int segmentsNeeded() {
        return slices.segmentsNeeded();
    }

    /// Segments that a checkpoint of all objects takes, about.
    public int segmentsOfBase() {
        return slices.segmentsOfAll();
    }

    /// Segments that a checkpoint of what has changed takes, about: what naming others needs.
    public int segmentsOfChanges() {
        return slices.segmentsOfChanges();
    }

    /// Whether a checkpoint that says all anew takes little more than any other, so that it should.
    public boolean isBaseCheap() {
        return slices.isAllCheap();
    }

    /// Whether a checkpoint is being made.
    public boolean isActive() {
        return phase != Phase.IDLE;
    }

    /// Whether the drain of the last step has not returned yet: another step would do nothing.
    public boolean isWaiting() {
        return outstanding;
    }

    /// The next checkpoints end the log at its last segment that is in use, but leave at least so many.
    public void endLogAt(int fewest) {
        fewestSegments = fewest;
    }

    /// The next checkpoint says all anew, so that nothing of those before is wanted.
    public void wantBase() {
        isBaseWanted = true;
    }

    /// Begins a checkpoint. Nobody installs or appends meanwhile.
    ///
    /// @param firstNotInstalled for each append head the address of the first frame whose records are not in the
    ///   mapping, or a negative number when all are. Nothing that the cleaner has written is not installed.
    public void capture(IntToLongFunction firstNotInstalled) {
        if (isActive()) throw new IllegalStateException("a checkpoint is being made");
        event = Events.checkpoint();
        writtenAtCapture = log.counters().checkpointBytes();
        number = log.nextStamp();
        captureSegments();
        restarts = restartPoints(firstNotInstalled);
        chooseSlice();
        log.mapping().capture();
        bytesAtCapture = tailBytes;
        recordsAtCapture = tailRecords;
        nextObject = log.nextObject();
        long end = Math.max(nextObject, log.mapping().capacity());
        run = new RunWriter(log, out, number, blockObjects, slice, runs, end);
        segmentsWriter = new SegmentsWriter(log, out, number);
        phase = Phase.WALK;
    }

    private void captureSegments() {
        try {
            log.segments().capture();
        } catch (CorruptLogException | MediumFaultException unreadable) {
            log.segments().capture(); // what the checkpoint before does not say any more counts as used
        }
    }

    private List<RestartPoint> restartPoints(IntToLongFunction firstNotInstalled) {
        var points = new ArrayList<RestartPoint>();
        for (int head = 0; head < Log.HEADS; head++) {
            if (CheckpointHeads.contains(head)) continue; // replay skips its frames: see manifest()
            log.restartPoint(head, firstNotInstalled.applyAsLong(head)).ifPresent(points::add);
        }
        points.forEach(log.segments()::holdsTail);
        return points;
    }

    /// When it turns out longer than it seemed, there must still be room for one without.
    private void chooseSlice() {
        slice = isBaseWanted ? Slice.ALL : slices.next();
        out.leave(isOptional() ? segmentsOfChanges() : 0);
    }

    /// Whether there can be a checkpoint without this one's slice.
    private boolean isOptional() {
        return newest != null && !slice.isEmpty() && !isBaseWanted;
    }

    /// Goes on with the checkpoint that is being made: of its pairs with about `budget`. Returns what was written,
    /// which the caller settles, with a commit or alone, before it calls [#durable]; null when nothing was.
    public Batch step(int budget) {
        if (!isActive() || outstanding) return null;
        try {
            return stepNow(budget);
        } catch (LogFullException | RecordTooLargeException | CorruptLogException none) {
            giveUp();
            return null;
        }
    }

    private Batch stepNow(int budget) {
        return switch (phase) {
            case IDLE -> null;
            case WALK -> walk(budget);
            case LEAVES -> leaves();
            case ROOT -> root();
            case SEGMENTS -> segments();
            case FIRST_COPY -> firstCopy();
            case SECOND_COPY -> secondCopy();
            case NAME -> name();
        };
    }

    /// The drain of the last step has returned.
    public void durable() {
        outstanding = false;
    }

    /// Of a run: it is needed for some rounds.
    private Batch written() {
        return written(CheckpointHeads.RUNS, 0);
    }

    /// Of what the next checkpoint says anew: apart from what is needed for longer, if anything is.
    private Batch writtenForOnce(int needless) {
        return written(slice.equals(Slice.ALL) ? CheckpointHeads.RUNS : CheckpointHeads.STATES, needless);
    }

    private Batch written(int head, int needless) {
        var written = out.write(head, needless);
        outstanding = true;
        return written;
    }

    private Batch walk(int budget) {
        boolean any = run.walk(budget);
        var written = any ? written() : null;
        if (any) run.placed();
        if (run.isWalked()) {
            log.mapping().walked();
            phase = Phase.LEAVES;
        }
        return written;
    }

    private Batch leaves() {
        boolean any = run.directory();
        if (!any && !run.hasAllLeaves()) throw new RecordTooLargeException(Integer.MAX_VALUE, log.maxContentBytes());
        var written = any ? written() : null;
        if (any) run.leavesPlaced();
        if (run.hasAllLeaves()) phase = Phase.ROOT;
        return written;
    }

    private Batch root() {
        phase = Phase.SEGMENTS;
        if (!run.root()) return null;
        var written = written();
        run.rootPlaced();
        return written;
    }

    private Batch segments() {
        segmentsWriter.block();
        if (segmentsWriter.isDone()) phase = Phase.FIRST_COPY;
        var written = writtenForOnce(0);
        segmentsWriter.placed();
        return written;
    }

    private Batch firstCopy() {
        countAtEnd = log.segments().count();
        kept = log.segments().endAt(fewestSegments);
        var named = log.segments().nameNext(options.maxNamed());
        if (named.isEmpty()) throw new RecordTooLargeException(Integer.MAX_VALUE, options.maxNamed());
        next =
                new Manifest(
                        number,
                        log.superblock().life(),
                        log.nextStamp(),
                        nextObject(),
                        log.live().sum(),
                        kept,
                        blockObjects,
                        withOwnHeads(restarts),
                        named.get(),
                        newRuns(),
                        segmentsWriter.blocks());
        manifest = next.block();
        out.begin();
        if (!out.fits(next.bytes())) throw new RecordTooLargeException(next.bytes(), log.maxContentBytes());
        out.add(manifest);
        phase = Phase.SECOND_COPY;
        var written = writtenForOnce(0);
        firstCopy = out.address(0);
        return written;
    }

    /// Above all objects of its runs, and all ids that were given out before the capture.
    private long nextObject() {
        long before = newest == null ? 0 : newest.nextObject();
        return Math.max(Math.max(nextObject, run.lastObject() + 1), before);
    }

    /// All that the checkpoints' own heads have until now, replay need not see.
    private List<RestartPoint> withOwnHeads(List<RestartPoint> others) {
        var all = new ArrayList<>(others);
        for (int head = CheckpointHeads.RUNS; head < Log.HEADS; head++) log.restartPoint(head, -1).ifPresent(all::add);
        return all;
    }

    private List<Run> newRuns() {
        var all = new ArrayList<Run>();
        if (run.run() != null) all.add(run.run());
        if (newest != null) all.addAll(newest.runs().subList(0, slices.needed(slice, run.run() == null)));
        return all;
    }

    private Batch secondCopy() {
        out.begin();
        boolean apart = log.superblock().segmentBytes() >= 4 * APART + 2 * next.bytes();
        if (apart) {
            long at = out.block(APART);
            out.bytes().asSlice(at, APART).fill((byte) 0);
            out.end(at, APART, BlockKind.FILLER, 0, number, 0, 0);
        }
        out.add(manifest);
        phase = Phase.NAME;
        var written = writtenForOnce(apart ? 1 : 0);
        secondCopy = out.address(apart ? 1 : 0);
        return written;
    }

    private Batch name() {
        var before = log.superblock().checkpoint();
        // Where it has grown meanwhile, what was to go is not at the end any more.
        boolean ends = kept < log.segments().count() && log.segments().count() == countAtEnd;
        log.nameCheckpoint(
                new Superblock.Checkpoint(firstCopy, secondCopy, next.life()), ends ? kept : Integer.MAX_VALUE);
        if (ends) log.cutOff();
        else log.segments().notCut();
        complete();
        bury(before);
        return null;
    }

    private void complete() {
        log.segments().completed();
        log.mapping().clearCaptured();
        runs = new Runs(log.view(), log.superblock(), next);
        log.mapping().rebase(runs);
        out.forget();
        tailBytes -= bytesAtCapture;
        tailRecords -= recordsAtCapture;
        notBeforeBytes = 0;
        givenUp = 0;
        completed++;
        isBaseWanted = false;
        phase = Phase.IDLE;
        tell();
    }

    private void tell() {
        long pairs = run.run() == null ? 0 : run.run().pairs();
        event.end(slice.equals(Slice.ALL), pairs, log.counters().checkpointBytes() - writtenAtCapture, bytesAtCapture);
    }

    /// What only the checkpoint before needed is garbage.
    private void bury(Superblock.Checkpoint before) {
        var old = newest;
        newest = next;
        slices.completed(slice, run.run() == null, newest);
        buryOld(before, old);
    }

    private void buryOld(Superblock.Checkpoint before, Manifest old) {
        if (old == null) return;
        bury(before.address());
        bury(before.copy());
        old.segmentBlocks().forEach(this::bury);
        for (var each : new Runs(log.view(), log.superblock(), old).runs()) {
            if (!newest.runs().contains(each.run())) bury(each);
        }
    }

    /// What cannot be found stays where it is.
    private void bury(RunReader old) {
        try {
            old.forEachBlock(this::bury);
        } catch (CorruptLogException | MediumFaultException lost) {
            log.requireHealthy();
        }
    }

    private void bury(long address) {
        log.live().add(log.segmentOf(address), -Blocks.footprint(log.view(), address));
    }

    /// There will be no such checkpoint: there is no room for it, say. It is not tried again for some time, which gets
    /// longer each time: what was written is garbage, and a log that is not cleaned must not fill up with it.
    private void giveUp() {
        log.mapping().giveBack();
        log.segments().givenUp(newest == null);
        out.abandon();
        long pause = (long) log.superblock().segmentBytes() / 4 << Math.min(MOST_DOUBLINGS, givenUp++);
        if (isOptional()) slices.givenUp();
        else notBeforeBytes = tailBytes + Math.max(1, Math.min(options.tailBytes() / 8, pause));
        isBaseWanted = false;
        phase = Phase.IDLE;
    }
}
