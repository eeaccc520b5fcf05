package dev.firn.heap.tree;

import dev.firn.heap.tree.format.EntryLayout;
import dev.firn.log.LargeRecords;
import dev.firn.log.Records;
import dev.firn.log.format.LargeLayout;
import java.lang.foreign.MemorySegment;

/// Copies keys and values out of entries, wherever they lie: in the entry, in an object of their own, or in its chunks.
public final class Values {
    private Values() {}

    /// Bytes of the entry at `entry`, as [Changes] count them.
    public static int entryBytes(Pages pages, long entry) {
        return EntryLayout.bytes(EntryLayout.read(pages.view(), entry));
    }

    /// The object that holds the value, or 0 when the entry does.
    public static long object(Pages pages, long entry) {
        int lengths = EntryLayout.read(pages.view(), entry);
        return EntryLayout.isReference(lengths) ? EntryLayout.object(pages.view(), entry, lengths) : 0;
    }

    /// Whether the version of `object` that `stamp` sees is a list of chunks.
    public static boolean isInChunks(Pages pages, long stamp, long object) {
        return LargeRecords.isLarge(pages.view(), pages.present(object, stamp));
    }

    /// Copies the key to `target`.
    public static void readKey(Pages pages, long entry, Bytes target) {
        int length = EntryLayout.keyLength(EntryLayout.read(pages.view(), entry));
        pages.view().copyTo(EntryLayout.key(entry), target.reserve(length), 0, length);
    }

    /// Copies the value, as `stamp` sees it, to `target`.
    public static void read(Pages pages, long stamp, long entry, Bytes target) {
        int lengths = EntryLayout.read(pages.view(), entry);
        if (EntryLayout.isReference(lengths)) {
            readObject(pages, stamp, EntryLayout.object(pages.view(), entry, lengths), target);
        } else {
            int length = EntryLayout.valueLength(lengths);
            pages.view().copyTo(EntryLayout.value(entry, lengths), target.reserve(length), 0, length);
        }
    }

    private static void readObject(Pages pages, long stamp, long object, Bytes target) {
        var view = pages.view();
        long record = pages.present(object, stamp);
        long content = Records.content(view, record);
        if (LargeRecords.isLarge(view, record)) {
            readChunks(pages, stamp, record, content, target);
        } else {
            int length = Records.length(view, record);
            view.copyTo(content, target.reserve(length), 0, length);
        }
    }

    private static void readChunks(Pages pages, long stamp, long record, long content, Bytes target) {
        var view = pages.view();
        MemorySegment bytes = target.reserve((int) LargeLayout.length(view, content));
        int chunks = LargeLayout.chunks(Records.length(view, record));
        long at = 0;
        for (int chunk = 0; chunk < chunks; chunk++) {
            long piece = pages.present(LargeLayout.chunk(view, content, chunk), stamp);
            int length = Records.length(view, piece);
            view.copyTo(Records.content(view, piece), bytes, at, length);
            at += length;
        }
    }
}
