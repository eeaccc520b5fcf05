package dev.firn.log;

import dev.firn.log.format.LargeLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;

/// Contents longer than a frame: chunks that are objects of their own, and a `LARGE` record that lists them. All of
/// them are in one batch, so they are there together or not at all.
public final class LargeRecords {
    static final long MAX_BYTES = 1L << 30;

    private LargeRecords() {}

    static Batch put(Log log, Batch batch, long object, MemorySegment source, long from, long length) {
        if (length > maxBytes(log)) throw new RecordTooLargeException(length, maxBytes(log));
        int chunkBytes = chunkBytes(log);
        int chunks = (int) ((length + chunkBytes - 1) / chunkBytes);
        tombstoneChunks(log, batch, object);
        var list = MemorySegment.ofArray(new byte[LargeLayout.bytes(chunks)]);
        LargeLayout.putLength(list, length);
        for (int chunk = 0; chunk < chunks; chunk++) {
            long id = log.newObject();
            long start = (long) chunk * chunkBytes;
            int bytes = (int) Math.min(chunkBytes, length - start);
            batch.add(RecordKind.CHUNK, id, source, from + start, bytes);
            LargeLayout.putChunk(list, chunk, id);
        }
        return batch.add(RecordKind.LARGE, object, list, 0, (int) list.byteSize());
    }

    /// Tombstones for the chunks of the version that `object` has now, if it is large.
    static void tombstoneChunks(Log log, Batch batch, long object) {
        long entry = log.mapping().entry(object);
        if (entry == Entry.NONE) return;
        long record = Entry.address(entry);
        if (!isLarge(log.view(), record)) return;
        long content = Records.content(log.view(), record);
        int chunks = LargeLayout.chunks(Records.length(log.view(), record));
        for (int chunk = 0; chunk < chunks; chunk++) {
            batch.begin(RecordKind.TOMBSTONE, LargeLayout.chunk(log.view(), content, chunk), 0);
            batch.end(0);
        }
    }

    /// Whether a version is a list of chunks.
    public static boolean isLarge(View view, long record) {
        return Records.kind(view, record).plain() == RecordKind.LARGE;
    }

    /// Bytes of a version's content, large or not.
    public static long length(View view, long record) {
        return isLarge(view, record)
                ? LargeLayout.length(view, Records.content(view, record))
                : Records.length(view, record);
    }

    /// Copies a version's content, large or not, to `target` from its byte `to` on. `mapping` finds the chunks, so
    /// the version must be the newest.
    public static void copy(View view, MappingTable mapping, long record, MemorySegment target, long to) {
        long content = Records.content(view, record);
        if (!isLarge(view, record)) {
            view.copyTo(content, target, to, Records.length(view, record));
            return;
        }
        long at = to;
        int chunks = LargeLayout.chunks(Records.length(view, record));
        for (int chunk = 0; chunk < chunks; chunk++) {
            long piece = Entry.address(mapping.entry(LargeLayout.chunk(view, content, chunk)));
            int bytes = Records.length(view, piece);
            view.copyTo(Records.content(view, piece), target, at, bytes);
            at += bytes;
        }
    }

    /// What chunks can hold whose list is one record.
    static long maxBytes(Log log) {
        return Math.min(MAX_BYTES, (long) chunkBytes(log) * LargeLayout.chunks(log.maxContentBytes()));
    }

    /// Small enough that a chunk never wastes more than a fraction of a segment.
    private static int chunkBytes(Log log) {
        return Math.min(log.maxContentBytes(), Math.max(1024, log.frameCapacity() / 8) & -8);
    }
}
