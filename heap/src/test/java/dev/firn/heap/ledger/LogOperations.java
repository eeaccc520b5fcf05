package dev.firn.heap.ledger;

import dev.firn.heap.ledger.Operation.Pmdk;
import dev.firn.log.Batch;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.recovery.Recovery;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;

/// What the log offers. Segments of 64 KiB; one is open unless an operation is about opening one.
final class LogOperations {
    static final int SEGMENT_BYTES = 64 << 10;

    private static final int RECORD = 100;
    private static final long OBJECT = 1;
    private static final MemorySegment CONTENT = MemorySegment.ofArray(new byte[200_000]);
    private static final LogOptions OPTIONS =
            LogOptions.defaults()
                    .withSegmentBytes(SEGMENT_BYTES)
                    .withMemory(LogMemory.onHeap())
                    .withMappingChunkEntries(256);

    private LogOperations() {}

    static List<Operation> all() {
        return List.of(
                Operation.of(
                        "log: format",
                        0,
                        new Pmdk("pool_create", "49282", "14", "14"),
                        "both superblock slots are wiped and drained, then the first superblock is written and drained",
                        region -> () -> Log.format(region, OPTIONS)),
                Operation.of(
                        "log: open an empty one",
                        0,
                        Pmdk.NONE,
                        "a superblock for the new life; there is no head, so no life frame",
                        region -> {
                            Log.format(region, OPTIONS);
                            return () -> open(region);
                        }),
                Operation.of(
                        "log: the first append (opens a segment)",
                        RECORD,
                        Pmdk.NONE,
                        "the segment's head, written twice in a row by one store, has a drain of its own",
                        region -> {
                            var log = created(region);
                            return () -> append(log, batch -> batch.put(OBJECT, CONTENT, 0, RECORD));
                        }),
                Operation.of(
                        "log: append one record",
                        RECORD,
                        new Pmdk("atomic_alloc", "2", "2", "2"),
                        "one frame: 24 bytes of head, 8 of record head, the content padded to 8",
                        region -> {
                            var log = used(region);
                            return () -> append(log, batch -> batch.put(OBJECT, CONTENT, 0, RECORD));
                        }),
                Operation.of(
                        "log: append a batch of 10 records",
                        10 * RECORD,
                        Pmdk.NONE,
                        "one frame and one drain for all of them",
                        region -> {
                            var log = used(region);
                            return () -> append(log, LogOperations::ten);
                        }),
                Operation.of(
                        "log: append a delta of 16 bytes",
                        16,
                        new Pmdk("tx_begin_end + tx_add", "3", "5", "3"),
                        "a delta's head has 8 more bytes: where the version before it lies",
                        region -> {
                            var log = used(region);
                            return () -> append(log, batch -> delta(log, batch));
                        }),
                Operation.of(
                        "log: append a tombstone",
                        0,
                        new Pmdk("atomic_free", "1", "2", "1"),
                        "a frame with a record's head alone",
                        region -> {
                            var log = used(region);
                            return () -> append(log, batch -> batch.tombstone(OBJECT));
                        }),
                Operation.of(
                        "log: append a record of 200,000 bytes",
                        200_000,
                        Pmdk.NONE,
                        "four parts, each durable before the next is begun, and three segments that are opened on the"
                                + " way",
                        region -> {
                            var log = used(region);
                            log.newObject();
                            log.newObject();
                            return () -> append(log, batch -> batch.put(OBJECT, CONTENT, 0, 200_000));
                        }),
                Operation.of(
                        "log: an append that fills a segment and opens the next",
                        2 * RECORD,
                        Pmdk.NONE,
                        "three stores: a pad of 24 bytes, the next head (one drain for both), and the frame (its own)",
                        region -> {
                            var log = used(region);
                            fill(log, log.superblock().base(0) + SEGMENT_BYTES);
                            return () -> append(log, batch -> batch.put(OBJECT, CONTENT, 0, 2 * RECORD));
                        }),
                Operation.of(
                        "log: an append for which the region grows",
                        2 * RECORD,
                        Pmdk.NONE,
                        "as the row before, and a superblock that counts the new segments; in a file the growth itself"
                                + " writes zeros and synchronises, which is not counted in bytes",
                        region -> {
                            var log = used(region);
                            int segments = log.segments().count();
                            var superblock = log.superblock();
                            long last = superblock.base(segments - 1) + SEGMENT_BYTES;
                            fill(log, last);
                            return () -> {
                                append(log, batch -> batch.put(OBJECT, CONTENT, 0, 2 * RECORD));
                                require(log.segments().count() > segments, "it did not grow");
                            };
                        }),
                Operation.of(
                        "log: close",
                        0,
                        Pmdk.NONE,
                        "a superblock with the ends of all heads",
                        region -> {
                            var log = used(region);
                            return log::close;
                        }),
                Operation.of(
                        "log: open after a close",
                        0,
                        Pmdk.NONE,
                        "a superblock for the new life, then a life frame where appends go on",
                        region -> {
                            used(region).close();
                            return () -> open(region);
                        }),
                Operation.of(
                        "log: open after a crash",
                        0,
                        Pmdk.NONE,
                        "as after a close, and what nothing says was durable is written again: the last frame",
                        region -> {
                            var log = used(region);
                            for (int i = 0; i < 10; i++) one(log);
                            return () -> open(region);
                        }));
    }

    private static void ten(Batch batch) {
        for (long object = 1; object <= 10; object++) batch.put(object, CONTENT, 0, RECORD);
    }

    private static void delta(Log log, Batch batch) {
        int at = batch.beginDelta(OBJECT, log.mapping().entry(OBJECT), 16);
        MemorySegment.copy(CONTENT, 0, batch.bytes(), at, 16);
        batch.end(16);
    }

    private static Log open(LedgerRegion region) {
        return Recovery.open(region, OPTIONS).log();
    }

    private static Log created(LedgerRegion region) {
        Log.format(region, OPTIONS);
        return open(region);
    }

    /// With an open segment, and objects 1 to 10.
    private static Log used(LedgerRegion region) {
        var log = created(region);
        for (int object = 1; object <= 10; object++) log.newObject();
        append(log, LogOperations::ten);
        return log;
    }

    /// Appends until two records more would not fit below `end`.
    private static void fill(Log log, long end) {
        while (end - log.stableAddress() > 2 * RECORD) {
            int length = end - log.stableAddress() > 10_000 ? 8_000 : RECORD;
            append(log, batch -> batch.put(OBJECT, CONTENT, 0, length));
        }
    }

    private static void one(Log log) {
        append(log, batch -> batch.put(OBJECT, CONTENT, 0, RECORD));
    }

    private static void append(Log log, Consumer<Batch> records) {
        var batch = log.newBatch();
        records.accept(batch);
        log.append(batch);
        log.install(batch);
    }

    static void require(boolean condition, String message) {
        if (!condition) throw new AssertionError(message);
    }
}
