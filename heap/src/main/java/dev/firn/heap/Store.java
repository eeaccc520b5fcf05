package dev.firn.heap;

import dev.firn.heap.CollectionInfo.Kind;
import dev.firn.heap.backup.BackupDirectory;
import dev.firn.heap.backup.BackupListener;
import dev.firn.heap.backup.BackupReport;
import dev.firn.log.Log;
import dev.firn.log.Scrub;
import dev.firn.log.ScrubCounters;
import dev.firn.log.SpaceReport;
import dev.firn.log.checkpoint.Checkpointer;
import dev.firn.pmem.BadRange;
import dev.firn.pmem.Region;
import dev.firn.recovery.RecoveryOptions;
import dev.firn.recovery.RecoveryReport;
import java.lang.ScopedValue.CallableOp;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/// Durable collections in one file, and the transactions around them.
///
/// Safe for use by several threads. One transaction that changes something is at work at a time, others wait; reads
/// never wait. Everything that returned normally from a changing call outside a transaction, from [#transact] or from
/// [Tx#commit] survives a crash.
public final class Store implements AutoCloseable {
    final Engine engine;
    final TreeAccess access;
    final Scratches scratches = new Scratches();
    private final Catalogue catalogue;
    private final Opened opened;
    private final ScopedValue<Context> scoped = ScopedValue.newInstance();
    private final LongAdder rollbacks = new LongAdder();
    private volatile WriteScope begun;
    private final Scrub scrub;
    private final ScrubThread scrubbing;

    /// What a store is made of.
    ///
    /// @param checkpoints of the log
    /// @param ownsRegion whether closing the store closes the region
    record Opened(Region region, Log log, Checkpointer checkpoints, RecoveryReport report, boolean ownsRegion) {}

    Store(Opened opened, StoreOptions options) {
        this.opened = opened;
        this.engine = new Engine(opened.log(), opened.checkpoints(), options);
        this.access = new TreeAccess(engine);
        this.catalogue = new Catalogue(engine, access);
        long rate = options.media().scrubBytesPerSecond();
        this.scrub = new Scrub(opened.log(), System::nanoTime, rate > 0 ? rate : Long.MAX_VALUE, engine::condemn);
        this.scrubbing = rate > 0 ? new ScrubThread(scrub) : null;
    }

    /// Opens the store in the file at `path`, or creates it, with the [defaults][StoreOptions#defaults].
    public static Store open(Path path) {
        return open(path, StoreOptions.defaults());
    }

    /// Opens the store in the file at `path`, or, when there is no file and `options` say so, creates it.
    ///
    /// @throws dev.firn.pmem.RegionOpenException when the file cannot be opened
    /// @throws dev.firn.recovery.NotAStoreException when it is something else
    /// @throws dev.firn.recovery.NewerFormatException when a newer version wrote it, so that this one cannot read it,
    ///   or must not write to it
    /// @throws dev.firn.recovery.TruncatedStoreException when it is shorter than it was
    /// @throws dev.firn.recovery.CorruptStoreException when acknowledged commits are damaged
    public static Store open(Path path, StoreOptions options) {
        return open(path, options, RecoveryOptions.defaults());
    }

    /// The same, watched: opening a large store after the loss of its checkpoint takes a while.
    ///
    /// @throws dev.firn.recovery.RecoveryInterruptedException when `how` asks for it and the calling thread was
    ///     interrupted
    public static Store open(Path path, StoreOptions options, RecoveryOptions how) {
        return StoreOpener.open(path, options, how);
    }

    /// Creates a store in a new file at `path`.
    ///
    /// @throws dev.firn.pmem.RegionOpenException when there is a file already, or it cannot be made
    public static Store create(Path path, StoreOptions options) {
        return StoreOpener.create(path, options);
    }

    /// Opens the store in `region`, or creates it when the region is all zero. The region stays the caller's, who
    /// closes it after the store.
    public static Store open(Region region, StoreOptions options) {
        return StoreOpener.open(region, options);
    }

    /// The map with this name, created when it is not there yet. A new one is there at once, also in a transaction that
    /// is rolled back later.
    ///
    /// @throws CollectionTypeException when there is something else with this name
    public <K, V> DurableMap<K, V> map(String name, Codec<K> keys, Codec<V> values) {
        return new BaseMap<>(core(Kind.MAP, name, keys, values), Range.ALL, false);
    }

    /// The sorted map with this name, created when it is not there yet.
    ///
    /// @throws IllegalArgumentException when the keys' codec does not keep their order
    /// @throws CollectionTypeException when there is something else with this name
    public <K, V> DurableSortedMap<K, V> sortedMap(String name, Codec<K> keys, Codec<V> values) {
        if (!keys.ordered()) {
            throw new IllegalArgumentException(
                    "the codec %s does not keep the order of its values; a sorted map needs one that does, or use map(...)"
                            .formatted(keys.schema()));
        }
        return new SortedView<>(core(Kind.SORTED_MAP, name, keys, values), Range.ALL, false);
    }

    /// The reference with this name, created empty when it is not there yet.
    ///
    /// @throws CollectionTypeException when there is something else with this name
    public <T> DurableRef<T> ref(String name, Codec<T> values) {
        var tree = catalogue.open(current(), new CollectionInfo(name, Kind.REF, "", values.schema()));
        return new DurableRef<>(this, tree, values);
    }

    private <K, V> MapCore<K, V> core(Kind kind, String name, Codec<K> keys, Codec<V> values) {
        Objects.requireNonNull(name, "name");
        var tree = catalogue.open(current(), new CollectionInfo(name, kind, keys.schema(), values.schema()));
        return new MapCore<>(this, tree, keys, values);
    }

    /// Runs `body` as one transaction: everything it does with the store is durable and visible at once when this
    /// returns, or nothing of it when it throws. Inside another transaction of the same thread it is a part of that
    /// one; when it then throws, that one cannot commit any more.
    ///
    /// @throws ReadOnlyTransactionException inside [#read]
    /// @throws StoreFullException when there is no room for the changes
    /// @throws dev.firn.log.OutcomeUnknownException when the medium failed: reopening decides
    public <T, X extends Throwable> T transact(CallableOp<? extends T, X> body) throws X {
        Objects.requireNonNull(body, "body");
        return switch (current()) {
            case Outside _ -> run(body);
            case ReadScope _ -> throw new ReadOnlyTransactionException();
            case WriteScope joined -> join(joined, body);
        };
    }

    /// See [#transact(CallableOp)].
    public void transact(Runnable body) {
        Objects.requireNonNull(body, "body");
        this.<Void, RuntimeException>transact(() -> {
            body.run();
            return null;
        });
    }

    /// Runs `body` on a snapshot: everything it reads is as of one moment. Never waits, never fails because of others.
    /// Inside another transaction of the same thread it reads what that one sees.
    public <T, X extends Throwable> T read(CallableOp<? extends T, X> body) throws X {
        Objects.requireNonNull(body, "body");
        engine.requireUsable();
        if (current() != Outside.OUTSIDE) return body.call();
        var snapshot = engine.versions.snapshot();
        var scope = new ReadScope(snapshot);
        try {
            return ScopedValue.where(scoped, scope).call(body);
        } finally {
            scope.end();
            engine.versions.release(snapshot);
        }
    }

    /// See [#read(CallableOp)].
    public void read(Runnable body) {
        Objects.requireNonNull(body, "body");
        this.<Void, RuntimeException>read(() -> {
            body.run();
            return null;
        });
    }

    /// Begins a transaction that the calling thread ends by hand; until then other changes wait.
    ///
    /// @throws TransactionOpenException inside a transaction
    public Tx begin() {
        if (current() != Outside.OUTSIDE) throw new TransactionOpenException("begin()");
        engine.lock("begin");
        begun = new WriteScope();
        return new Tx(this, begun);
    }

    void end(WriteScope scope, boolean commit) {
        boolean committed = false;
        try {
            if (commit) {
                scope.requireWhole();
                engine.commit(scope);
                committed = true;
            }
        } finally {
            if (!committed) rollbacks.increment();
            begun = null;
            scope.end();
            engine.unlock();
        }
    }

    private <T, X extends Throwable> T run(CallableOp<? extends T, X> body) throws X {
        engine.lock("transact");
        var scope = new WriteScope();
        boolean committed = false;
        try {
            T result = ScopedValue.where(scoped, scope).call(body);
            scope.requireWhole();
            engine.commit(scope);
            committed = true;
            return result;
        } finally {
            if (!committed) rollbacks.increment();
            scope.end();
            engine.unlock();
        }
    }

    private <T, X extends Throwable> T join(WriteScope scope, CallableOp<? extends T, X> body) throws X {
        try {
            return body.call();
        } catch (Throwable failure) {
            scope.fail(failure);
            throw failure;
        }
    }

    /// Where the calling thread is.
    Context current() {
        var context = scoped.orElse(Outside.OUTSIDE);
        switch (context) {
            case Outside _ -> {
                var explicit = begun;
                return explicit != null && explicit.isOwner() ? explicit : context;
            }
            case ReadScope read -> read.requireUsable();
            case WriteScope write -> write.requireUsable();
        }
        return context;
    }

    /// What is known to be bad on the medium: what lies there fails, all else does not. By place.
    public List<BadRange> badRanges() {
        return opened.log().badRanges().list();
    }

    /// Verifies the checksums of everything that is stored, now, beside everybody else's work. What is found bad is
    /// dealt with as in the background: see [StoreOptions#withScrubBytesPerSecond].
    ///
    /// @return what is known to be bad afterwards
    public List<BadRange> scrub() {
        engine.requireUsable();
        engine.mendKnown();
        new Scrub(opened.log(), System::nanoTime, Long.MAX_VALUE, engine::condemn).pass();
        return badRanges();
    }

    /// What the thread in the background has verified; zeros without one.
    public ScrubCounters scrubbed() {
        return scrub.counters();
    }

    /// Puts a backup of everything that is committed now into `directory`, beside everybody else's work: commits wait a
    /// moment for it to begin, and no longer. Only segments that the directory does not have yet are copied. Durable on
    /// return; a crash or a failure leaves the backups of before whole.
    ///
    /// What is read is verified. While it is at work, emptied segments are not used again, and versions that are
    /// replaced stay in memory; a store that is short of room rather ends the backup.
    ///
    /// @param directory made when it is not there; it holds backups of one store
    /// @throws TransactionOpenException inside a transaction of the calling thread
    /// @throws SnapshotTooOldException when the store needed the room
    /// @throws dev.firn.heap.backup.BackupException when `listener` cancelled it, a segment is damaged, or the
    ///   directory holds backups of another store
    public BackupReport backup(Path directory, BackupListener listener) {
        if (current() != Outside.OUTSIDE) throw new TransactionOpenException("backup()");
        try (var capture = engine.capture()) {
            return BackupDirectory.of(directory).take(capture, listener);
        }
    }

    /// The medium.
    public Region region() {
        return opened.region();
    }

    /// What was found when the store was opened.
    public RecoveryReport recovery() {
        return opened.report();
    }

    /// What the store has done and holds, by counters. Also after it was closed.
    public StoreMetrics metrics() {
        return new StoreMetrics(
                engine.commits(), rollbacks.sum(), logUse(), snapshotUse(), memoryUse(), opened.region().counters());
    }

    private StoreMetrics.LogUse logUse() {
        var log = opened.log().counters();
        return new StoreMetrics.LogUse(
                engine.userBytes(),
                log.frameBytes(),
                log.movedBytes(),
                log.checkpointBytes(),
                log.openings(),
                log.growths());
    }

    private StoreMetrics.SnapshotUse snapshotUse() {
        return new StoreMetrics.SnapshotUse(engine.versions.snapshots(), engine.versions.kept());
    }

    private StoreMetrics.MemoryUse memoryUse() {
        long versions = (long) engine.versions.kept() * StoreMetrics.MemoryUse.VERSION_BYTES;
        return new StoreMetrics.MemoryUse(opened.log().mapping().bytes(), versions);
    }

    /// Who has the bytes of the file. The first time after an opening this reads the pieces of the mapping that were
    /// changed since the last checkpoint.
    ///
    /// @throws StoreClosedException after [#close]
    public SpaceReport space() {
        engine.requireUsable();
        return opened.log().space();
    }

    /// Makes the file as short as it can be: garbage is cleaned, what lies at the end of the file is copied to lower
    /// places, and the file is cut. Others read and commit meanwhile, between its steps, and may grow the file again.
    /// What snapshots still need stays. It copies at most about what the store holds, and takes as long.
    ///
    /// @param listener is told after each step, on the calling thread, and answers whether to go on
    /// @return false when `listener` or an interrupt of the calling thread ended it early; all is well then, too, and
    ///   the interrupt status is kept
    /// @throws TransactionOpenException inside a transaction of the calling thread
    /// @throws StoreFullException when there is no room for the copies
    /// @throws dev.firn.log.OutcomeUnknownException when the medium failed: reopening decides
    public boolean compact(Predicate<CompactionProgress> listener) {
        Objects.requireNonNull(listener, "listener");
        if (current() != Outside.OUTSIDE) throw new TransactionOpenException("compact()");
        return engine.compact(listener);
    }

    /// Grows the file now so that `bytes` more bytes find room, records' heads and the pages of the trees included, and
    /// what others write meanwhile, too. What is free already counts.
    ///
    /// @param bytes 0 or more
    /// @throws StoreFullException when that is more than the limit of the options, or the medium has no room; nothing
    ///   has changed then
    /// @throws TransactionOpenException inside a transaction of the calling thread
    public void reserve(long bytes) {
        if (bytes < 0) throw new IllegalArgumentException("bytes must not be negative: " + bytes);
        if (current() != Outside.OUTSIDE) throw new TransactionOpenException("reserve()");
        engine.reserve(bytes);
    }

    /// All collections, by name.
    public List<CollectionInfo> collections() {
        engine.requireUsable();
        return catalogue.list();
    }

    /// Stores where everything ends, so that the next opening can tell damage from a crash, and closes the file. Waits
    /// for a transaction that another thread has open. Closing twice is harmless.
    ///
    /// @throws TransactionOpenException inside a transaction of the calling thread
    @Override
    public void close() {
        if (current() != Outside.OUTSIDE) throw new TransactionOpenException("close()");
        try {
            if (scrubbing != null) scrubbing.close();
            engine.close();
        } finally {
            if (opened.ownsRegion()) opened.region().close();
        }
    }
}
