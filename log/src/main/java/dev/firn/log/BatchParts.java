package dev.firn.log;

import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordLayout;
import java.lang.foreign.MemorySegment;

/// Appends a batch that is longer than a segment: several frames with one stamp, valid only together. Records are never
/// divided. Each part is durable before the next is written, so the last one completes the batch.
final class BatchParts {
    /// What a frame with one record needs beside its content.
    static final int OVERHEAD = FrameLayout.BYTES + RecordLayout.DELTA_BYTES;

    private BatchParts() {}

    /// Whether a batch is one frame: it fits, and its records can be counted.
    static boolean isOneFrame(Log log, Batch batch) {
        return batch.frameBytes() <= log.frameCapacity() && batch.records() <= FrameLayout.MAX_RECORDS;
    }

    /// Writes all parts; the last one is still to be settled.
    static void write(Log log, Batch batch, long stamp) {
        requireNumbers(log, batch);
        var part = new Staging(log.options().memory(), Batch.FRAME + log.frameCapacity());
        int number = 0;
        for (int from = 0; from < batch.records(); number++) {
            int to = fits(batch, from, log.frameCapacity());
            if (from > 0) batch.head().settle(batch.range());
            writePart(log, batch, part, stamp, number, from, to);
            from = to;
        }
    }

    static int count(Log log, Batch batch) {
        int parts = 0;
        for (int from = 0; from < batch.records(); parts++) from = fits(batch, from, log.frameCapacity());
        return parts;
    }

    /// Before anything is written: a part's number has 16 bits.
    private static void requireNumbers(Log log, Batch batch) {
        int parts = count(log, batch);
        if (parts > FrameLayout.MAX_PARTS) {
            throw new RecordTooLargeException(batch.frameBytes(), (long) FrameLayout.MAX_PARTS * log.frameCapacity());
        }
    }

    /// The first record after `from` that does not fit into a frame with it.
    private static int fits(Batch batch, int from, int capacity) {
        int bytes = FrameLayout.BYTES;
        int to = from;
        while (to < batch.records() && bytes + batch.footprint(to) <= capacity && to - from < FrameLayout.MAX_RECORDS) {
            bytes += batch.footprint(to++);
        }
        return to;
    }

    private static void writePart(Log log, Batch batch, Staging part, long stamp, int number, int from, int to) {
        int start = batch.start(from);
        int content = batch.start(to - 1) + batch.footprint(to - 1) - start;
        MemorySegment.copy(
                batch.staging().bytes(), Batch.FRAME + start, part.bytes(), Batch.FRAME + FrameLayout.BYTES, content);
        boolean last = to == batch.records();
        int length = FrameLayout.BYTES + content;
        var head = log.head();
        head.write(batch.range(), part, length, stamp, FrameKind.PART, last, to - from, number);
        batch.writtenTo(head);
        log.segments().holdsPart(batch.range().segment.id);
        log.frameBytes().add(FrameKind.PART, length);
        long address = batch.range().address();
        for (int record = from; record < to; record++) {
            batch.place(record, address + FrameLayout.BYTES + batch.start(record) - start);
        }
    }
}
