package dev.firn.log;

import dev.firn.log.format.FrameKind;
import dev.firn.log.format.SegmentLayout;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.BadRange;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionPoisonedException;
import dev.firn.pmem.View;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/// An append-only log of atomic batches in a [Region], with the mapping table of the objects in it.
///
/// A log is made by [#format] once, and then opened by recovery, which hands it the [LogState] it found.
/// [#append] may be called by any number of threads. The region stays the caller's, who closes it after the log.
public final class Log implements AutoCloseable {
    /// Heads below this take batches, by stripe.
    public static final int MAX_STRIPES = 16;

    /// From here on, heads take what the cleaner moves: one for each class of update interval.
    public static final int FIRST_CLASS_HEAD = 16;

    /// Takes what checkpoints say of objects; this one and those from it on are [theirs][#isOfCheckpoints].
    public static final int CHECKPOINT_HEAD = 28;

    /// Takes what each checkpoint says anew.
    public static final int STATE_HEAD = 29;

    /// Append heads, at most.
    public static final int HEADS = SuperblockLayout.MAX_HEADS;

    public static boolean isOfCheckpoints(int head) {
        return head >= CHECKPOINT_HEAD;
    }

    private final Region region;
    private final Shunned shunned;
    private final LogOptions options;
    private final UUID store;
    private final MappingTable mapping;
    private final SegmentTable segments;
    private final LiveBytes live;
    private final Heads heads;
    private final StoredSuperblock superblock;
    private final AtomicLong nextStamp;
    private final AtomicLong nextObject;
    private final LongAdder appends = new LongAdder();
    private final FrameBytes frameBytes = new FrameBytes();
    private volatile Throwable failure;
    private volatile LongSupplier reusable = () -> -1;
    private final boolean readOnly;
    private volatile boolean closed;

    /// For recovery: goes on where `state` says.
    public Log(Region region, LogOptions options, LogState state) {
        this.region = region;
        this.options = options;
        this.store = state.superblock().store();
        this.mapping = state.mapping();
        this.segments = state.segments();
        this.shunned = new Shunned(region, segments, state.superblock());
        this.superblock = new StoredSuperblock(this, region, segments, state.superblock());
        this.live = new LiveBytes(state.superblock());
        this.nextStamp = new AtomicLong(state.nextStamp());
        this.nextObject = new AtomicLong(state.nextObject());
        mapping.listen(live.listener(this::view));
        this.readOnly = state.readOnly();
        this.heads = new Heads(this, options.stripes(), state);
    }

    /// Writes an empty log over the whole region: nothing that was in it will be found again. Durable on return.
    ///
    /// @throws IllegalArgumentException when the region is too small for one segment
    public static Superblock format(Region region, LogOptions options) {
        return format(region, UUID.randomUUID(), options);
    }

    /// The same with a given identity, for runs that must store the same bytes each time. No two logs that are kept may
    /// have the same one.
    ///
    /// @throws IllegalArgumentException when the region is too small for one segment
    public static Superblock format(Region region, UUID identity, LogOptions options) {
        return LogCreation.format(region, identity, options);
    }

    /// Makes all records of `batch` durable, together or not at all, with one drain when no segment is opened. Returns
    /// the batch's commit stamp. The mapping is not changed: see [#install].
    ///
    /// @throws LogFullException when there is no room; nothing is in the log then
    /// @throws OutcomeUnknownException when the medium failed: the batch may be in the log or not
    public long append(Batch batch) {
        long stamp = write(batch);
        settle(batch);
        return stamp;
    }

    /// The same in append head `head`, where that is not negative and the batch fits in one frame, with one drain also
    /// for what the calling thread has written before. Only where some of that lies in the same head it is settled
    /// first: a writer that comes to the end of a segment waits for all before him, and must not wait for himself.
    public long append(Batch batch, int head, List<Batch> before) {
        boolean given = head >= 0 && BatchParts.isOneFrame(this, batch);
        if (!given) return appendBehind(write(batch), batch, before);
        if (!isAmong(heads.get(head), before)) return appendBehind(write(batch, head, FrameKind.BATCH), batch, before);
        settle(before);
        return appendBehind(write(batch, head, FrameKind.BATCH), batch, List.of());
    }

    private long appendBehind(long stamp, Batch batch, List<Batch> before) {
        settle(batch, before);
        return stamp;
    }

    private static boolean isAmong(Head head, List<Batch> written) {
        for (int i = 0; i < written.size(); i++) if (written.get(i).head() == head) return true;
        return false;
    }

    /// The first half of [#append]: the batch has its place, but is not durable. The same thread must call [#settle]
    /// soon, whatever happens: later commits of its append head wait for it.
    public long write(Batch batch) {
        requireUsable();
        long stamp = nextStamp.getAndIncrement();
        if (BatchParts.isOneFrame(this, batch)) writeWhole(heads.own(), batch, FrameKind.BATCH, stamp);
        else BatchParts.write(this, batch, stamp);
        return stamp;
    }

    /// The second half of [#append]. Drains of several threads may share one synchronisation of a file.
    ///
    /// @throws OutcomeUnknownException when the medium failed
    public void settle(Batch batch) {
        var head = batch.head();
        batch.writtenTo(null);
        head.settle(batch.range());
        appends.increment();
    }

    /// The same, as a frame of `kind` in append head `head`. Returns its stamp.
    ///
    /// @throws RecordTooLargeException when it does not fit in one frame
    public long write(Batch batch, int head, FrameKind kind) {
        requireUsable();
        if (!BatchParts.isOneFrame(this, batch)) {
            throw new RecordTooLargeException(batch.frameBytes(), frameCapacity());
        }
        long stamp = nextStamp.getAndIncrement();
        writeWhole(heads.get(head), batch, kind, stamp);
        return stamp;
    }

    /// Settles `batch` and what the calling thread has written before it, in that order, with one drain for all: some
    /// of them may lie in one head, where the later waits for the earlier.
    ///
    /// @throws OutcomeUnknownException when the medium failed
    public void settle(Batch batch, List<Batch> before) {
        if (before.isEmpty()) {
            settle(batch);
            return;
        }
        settle(before);
        settled(batch);
        appends.increment();
    }

    /// Settles what of this the calling thread has not settled yet: a batch that was refused may have had to wait for
    /// it.
    public void settleOwed(List<Batch> written) {
        settle(written.stream().filter(batch -> batch.head() != null).toList());
    }

    /// Settles what the calling thread has written, with one drain for all of it.
    ///
    /// @throws OutcomeUnknownException when the medium failed
    public void settle(List<Batch> written) {
        for (int i = 0; i < written.size(); i++) {
            if (i > 0) settled(written.get(i));
            else settleFirst(written.getFirst());
        }
    }

    private void settleFirst(Batch batch) {
        var head = batch.head();
        batch.writtenTo(null);
        head.settle(batch.range());
    }

    /// A drain of the calling thread has covered it.
    private void settled(Batch batch) {
        var head = batch.head();
        batch.writtenTo(null);
        head.settled(batch.range());
    }

    private void writeWhole(Head head, Batch batch, FrameKind kind, long stamp) {
        int length = batch.frameBytes();
        head.write(batch.range(), batch.staging(), length, stamp, kind, true, batch.records(), 0);
        batch.writtenTo(head);
        frameBytes.add(kind, length);
        long address = batch.range().address();
        for (int record = 0; record < batch.records(); record++) batch.place(record, address + batch.start(record));
    }

    /// Moves the mapping to the versions of an appended batch, in the order of its records.
    public void install(Batch batch) {
        for (int record = 0; record < batch.records(); record++) {
            if (batch.object(record) != 0) install(batch.object(record), batch.entry(record));
        }
    }

    /// Moves the mapping of `object` to `entry`, and counts what is wanted of the segments. Only one thread at a time
    /// for one object.
    public void install(long object, long entry) {
        live.replaced(view(), mapping.raw(object), entry);
        mapping.install(object, entry);
    }

    /// For recovery, when the mapping is complete: of objects from `from` to before `to`, multiples of 64.
    public void countLive(long from, long to) {
        live.foundAll(view(), mapping, from, to);
    }

    /// What is wanted of each segment.
    public LiveBytes live() {
        return live;
    }

    public Batch newBatch() {
        return new Batch(this);
    }

    /// An object id that nobody has: one that was never used, unless there is one to be used again.
    public long newObject() {
        long deleted = reusable.getAsLong();
        return deleted > 0 ? deleted : nextObject.getAndIncrement();
    }

    /// Who knows ids of deleted objects is asked for one of them before a new one is used; he answers with a negative
    /// number when there is none. From here on [#newObject] is for one thread at a time.
    public void reuseObjects(LongSupplier deleted) {
        reusable = deleted;
    }

    /// Object ids from here on were never used.
    public long nextObject() {
        return nextObject.get();
    }

    /// Stamps below this have been given out.
    public long nextStamp() {
        return nextStamp.get();
    }

    /// Whether everything up to and including the frame that holds `address` is durable, for an address that an append
    /// returned or an entry holds.
    public boolean isDurable(long address) {
        return heads.isDurable(address);
    }

    /// Waits until [#isDurable]. An interrupt does not end it.
    public void awaitDurable(long address) {
        for (var wait = new Wait(); !isDurable(address); wait.once()) requireHealthy();
    }

    /// The end of what is durable in the head that the calling thread appends to, or -1 before its first append.
    public long stableAddress() {
        var open = heads.own().current();
        return open == null ? -1 : open.base + open.stable();
    }

    public MappingTable mapping() {
        return mapping;
    }

    public Region region() {
        return region;
    }

    /// For reading what is in the log. From the moment on when something is known to be bad it is another one, which
    /// refuses that; whoever keeps it for long asks now and then.
    public View view() {
        return shunned.view();
    }

    /// What is known to be bad. Only in memory until [#guard].
    public BadRanges badRanges() {
        return shunned.ranges();
    }

    /// Takes over what is known to be bad, and keeps there what is found later.
    public void guard(BadRanges known) {
        shunned.guard(known);
    }

    /// These bytes are bad: nobody reads them any more, and the segments that they are in are never opened again.
    /// Whether this was news.
    ///
    /// @throws dev.firn.pmem.SyncFailedException when it could not be kept; it holds until the log is closed
    public boolean condemn(BadRange range) {
        return shunned.condemn(range);
    }

    /// These bytes were written anew and are good.
    public void pardon(long at, long length) {
        shunned.pardon(at, length);
    }

    /// How far a segment's frames are known to be whole and durable, in bytes from its start; 0 when nothing is.
    public long durableEnd(int segment) {
        var use = segments.use(segment);
        return switch (use) {
            case SEALED -> superblock().segmentBytes();
            case OPEN -> heads.stable(segment);
            case FREE, EMPTIED -> 0;
        };
    }

    public LogOptions options() {
        return options;
    }

    public Superblock superblock() {
        return superblock.get();
    }

    public SegmentTable segments() {
        return segments;
    }

    /// The longest content of one record in a frame.
    public int maxContentBytes() {
        return frameCapacity() - BatchParts.OVERHEAD;
    }

    /// The longest content that [Batch#put] takes, in chunks.
    public long maxRecordBytes() {
        return LargeRecords.maxBytes(this);
    }

    public LogCounters counters() {
        return new LogCounters(
                appends.sum(),
                frameBytes.commits(),
                frameBytes.moves(),
                frameBytes.checkpoints(),
                frameBytes.pads(),
                frameBytes.digests(),
                frameBytes.openings(),
                superblock.growths());
    }

    /// Who has the bytes of the region. After an opening by a checkpoint this reads the pieces of the mapping that were
    /// changed since, unless somebody already has.
    public SpaceReport space() {
        mapping.loadChanged();
        return SpaceCount.of(this, heads.room(segments));
    }

    /// Stores where every head ends, so that bytes missing below are known to be damage, and refuses everything after.
    /// Batches that are being appended are waited for. After a failure nothing is stored. The region stays open.
    @Override
    public synchronized void close() {
        if (closed) return;
        closed = true;
        if (failure != null || readOnly) return;
        superblock.close(heads.close(segments));
    }

    int frameCapacity() {
        return superblock().segmentBytes() - SegmentLayout.FRAMES;
    }

    UUID store() {
        return store;
    }

    Head head() {
        return heads.own();
    }

    /// Bytes that a frame can have without another segment in append head `head` or, where that is negative, in that of
    /// the calling thread.
    public long room(int head) {
        return heads.room(head);
    }

    /// The digest of a segment of append head `head` took `bytes` bytes: the next ones get room for one like it.
    void expectDigest(int head, int bytes) {
        heads.expectDigest(head, bytes);
    }

    FrameBytes frameBytes() {
        return frameBytes;
    }

    /// A free segment for an append head that leaves `leave` of them to others, after growing if need be.
    int takeSegment(int head, int leave) {
        int segment = segments.take(head, leave);
        while (segment < 0) {
            superblock.grow(leave + 1);
            segment = segments.take(head, leave);
        }
        return segment;
    }

    /// Where append head `head` goes on, or, when `frame` is not negative, where that frame of it begins, which was
    /// written in this life. Empty where the head was never used. Nobody appends to the head meanwhile.
    public Optional<RestartPoint> restartPoint(int head, long frame) {
        return heads.restartPoint(head, frame);
    }

    /// For checkpoints: everything that the manifests at `where` name is durable, and so are they. Durable on return,
    /// in both slots: until then either of them may still name the checkpoint before. From here on there are no more
    /// than `most` segments: the checkpoint says nothing of any other, and none of them is opened. They are cut off
    /// when this has returned, by [#cutOff].
    public void nameCheckpoint(Superblock.Checkpoint where, int most) {
        superblock.name(where, most);
    }

    /// Gives what lies behind the last segment back to the file system. Where that refuses, the segments stay.
    public void cutOff() {
        superblock.cutOff();
    }

    /// Grows by as many segments as it takes to have `count`.
    ///
    /// @throws LogFullException when that is more than the limit, or the medium has no room; the log stays as it was
    public void reserve(int count) {
        superblock.reserve(count);
    }

    /// No more appends go to the open segments; each append head goes on in another.
    public void sealOpen() {
        heads.fill(nextStamp());
    }

    /// How many frames the batch takes, each in a segment of its own where there are several.
    public int frames(Batch batch) {
        return BatchParts.isOneFrame(this, batch) ? 1 : BatchParts.count(this, batch);
    }

    /// Where a batch of several frames ends, it goes on in another segment: so that the segments of one are not also
    /// those of the next. For the calling thread's append head; nobody else appends to it meanwhile.
    public void beginUnit() {
        var head = head();
        var open = head.current();
        if (open != null && segments.hasPart(open.id)) head.fill(nextStamp());
    }

    /// How many times the file was cut.
    public long shrinks() {
        return superblock.shrinks();
    }

    /// The segment that an address lies in.
    public int segmentOf(long address) {
        return superblock().segmentOf(address);
    }

    /// Grows until `free` segments may be opened.
    ///
    /// @throws LogFullException when that is not possible
    void requireFree(int free) {
        superblock.grow(free);
    }

    /// When an append finds no segment, the log grows by so many at most, and at least by one: for an owner who makes
    /// room before, and for whom that is the exception.
    public void growBy(IntSupplier most) {
        superblock.growBy(most);
    }

    boolean isHealthy() {
        return failure == null;
    }

    /// Refuses to go on after a failure.
    public void requireHealthy() {
        if (failure != null) throw new RegionPoisonedException(failure);
    }

    void requireUsable() {
        requireHealthy();
        if (closed) throw new LogClosedException();
        if (readOnly) throw new LogReadOnlyException();
    }

    /// The caller failed between the halves of a commit, or before it could install one: what others would see is not
    /// what is on the medium. Nothing more is taken; opening again finds out.
    public void abandon(Throwable cause) {
        fail(cause);
    }

    /// Remembers the first failure, after which nothing is taken any more.
    OutcomeUnknownException fail(Throwable cause) {
        if (failure == null) failure = cause;
        return cause instanceof OutcomeUnknownException known ? known : new OutcomeUnknownException(cause);
    }
}
