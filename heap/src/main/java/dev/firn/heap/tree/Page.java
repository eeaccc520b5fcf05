package dev.firn.heap.tree;

import dev.firn.heap.tree.format.EntryLayout;
import dev.firn.heap.tree.format.PageHead;
import dev.firn.heap.tree.format.PageLayout;
import dev.firn.log.CorruptLogException;
import dev.firn.log.Entry;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.View;

/// Looks into one version of a page where it lies: a chain of changes, newest first, that ends with a whole page.
/// `record` is always the address of the newest record. Allocates nothing.
final class Page {
    static final long ABSENT = -1;

    private static final int PUT = RecordKind.PUT.code();
    private static final int DELTA = RecordKind.DELTA.code();
    private static final int MOVED = RecordKind.MOVED_PUT.code();

    private Page() {}

    static boolean isDelta(View view, long record) {
        int kind = RecordLayout.kindCode(view, record);
        if (kind == DELTA) return true;
        if (kind == PUT || kind == MOVED) return false;
        throw new CorruptLogException(record, "a page", "a record of kind code " + kind);
    }

    static long content(View view, long record) {
        return isDelta(view, record) ? record + RecordLayout.DELTA_BYTES : wholeContent(view, record);
    }

    /// The content of a whole page.
    static long wholeContent(View view, long record) {
        boolean moved = RecordLayout.kindCode(view, record) == MOVED;
        return record + (moved ? RecordLayout.MOVED_BYTES : RecordLayout.BYTES);
    }

    static long head(View view, long record) {
        return PageHead.read(view, content(view, record));
    }

    /// Entries of the change at `record`; [Integer#MAX_VALUE] for a whole page.
    static int entriesOfDelta(View view, long record) {
        return isDelta(view, record) ? PageHead.entries(head(view, record)) : Integer.MAX_VALUE;
    }

    /// The record of the version before that of the change at `record`. A chain ends, whatever its bytes are: a reader
    /// that has not registered may find bytes in it that are no page any more.
    static long previous(View view, long record) {
        long before = Entry.address(RecordLayout.previous(view, record));
        int changes = PageHead.changes(PageHead.read(view, record + RecordLayout.DELTA_BYTES));
        if (PageHead.changes(head(view, before)) >= changes) {
            throw new CorruptLogException(
                    record, "a change to a page with fewer changes", "one to 0x%x".formatted(before));
        }
        return before;
    }

    /// The address of the entry with `key`, or [#ABSENT].
    static long find(View view, long record, byte[] key, int from, int length) {
        long at = record;
        for (; isDelta(view, at); at = previous(view, at)) {
            long change = changeOf(view, at + RecordLayout.DELTA_BYTES, key, from, length);
            if (change != ABSENT) return EntryLayout.isRemoved(EntryLayout.read(view, change)) ? ABSENT : change;
        }
        long content = wholeContent(view, at);
        int floor = floorIndex(view, content, key, from, length);
        if (floor < 0) return ABSENT;
        long entry = PageLayout.entry(view, content, floor);
        return hasKey(view, entry, key, from, length) ? entry : ABSENT;
    }

    /// In an inner page: the address of the entry of the child that takes `key`.
    static long route(View view, long record, byte[] key, int from, int length) {
        long floor = floor(view, record, key, from, length);
        return floor == ABSENT ? first(view, record) : floor;
    }

    /// The address of the entry with the smallest key, or [#ABSENT].
    private static long first(View view, long record) {
        long best = ABSENT;
        long at = record;
        for (; isDelta(view, at); at = previous(view, at)) {
            long content = at + RecordLayout.DELTA_BYTES;
            long change = PageLayout.firstChange(content);
            for (int left = PageHead.entries(PageHead.read(view, content)); left > 0; left--) {
                int lengths = EntryLayout.read(view, change);
                boolean there = !EntryLayout.isRemoved(lengths) && !isChanged(view, record, at, change);
                if (there && (best == ABSENT || compare(view, change, best) < 0)) best = change;
                change += EntryLayout.bytes(lengths);
            }
        }
        long content = wholeContent(view, at);
        int entries = PageHead.entries(PageHead.read(view, content));
        for (int index = 0; index < entries; index++) {
            long entry = PageLayout.entry(view, content, index);
            if (isChanged(view, record, at, entry)) continue;
            return best == ABSENT || compare(view, entry, best) < 0 ? entry : best;
        }
        return best;
    }

    /// The address of the entry with the greatest key that is not greater than `key`, or [#ABSENT].
    static long floor(View view, long record, byte[] key, int from, int length) {
        if (!isDelta(view, record)) return floorOfWhole(view, record, key, from, length);
        boolean removals = PageHead.hasRemovals(head(view, record));
        long best = ABSENT;
        long at = record;
        for (; isDelta(view, at); at = previous(view, at)) {
            best = betterFloor(view, removals ? record : at, at, best, key, from, length);
        }
        long content = wholeContent(view, at);
        for (int index = floorIndex(view, content, key, from, length); index >= 0; index--) {
            long entry = PageLayout.entry(view, content, index);
            if (best != ABSENT && compare(view, entry, best) <= 0) return best;
            if (!removals || !isChanged(view, record, at, entry)) return entry;
        }
        return best;
    }

    private static long floorOfWhole(View view, long record, byte[] key, int from, int length) {
        long content = wholeContent(view, record);
        int index = floorIndex(view, content, key, from, length);
        return index < 0 ? ABSENT : PageLayout.entry(view, content, index);
    }

    /// The better one of `best` and what the change at `delta` has. What the records from `newest` on to there change
    /// does not count any more.
    private static long betterFloor(View view, long newest, long delta, long best, byte[] key, int from, int length) {
        long content = delta + RecordLayout.DELTA_BYTES;
        long change = PageLayout.firstChange(content);
        long found = best;
        for (int left = PageHead.entries(PageHead.read(view, content)); left > 0; left--) {
            int lengths = EntryLayout.read(view, change);
            if (compare(view, change, lengths, key, from, length) > 0) break;
            if (!EntryLayout.isRemoved(lengths)
                    && (found == ABSENT || compare(view, change, found) > 0)
                    && !isChanged(view, newest, delta, change)) {
                found = change;
            }
            change += EntryLayout.bytes(lengths);
        }
        return found;
    }

    /// Whether a record from `newest` down to, but without, `before` changes the key of `entry`.
    private static boolean isChanged(View view, long newest, long before, long entry) {
        for (long at = newest; at != before; at = previous(view, at)) {
            long content = at + RecordLayout.DELTA_BYTES;
            long change = PageLayout.firstChange(content);
            for (int left = PageHead.entries(PageHead.read(view, content)); left > 0; left--) {
                if (compare(view, change, entry) == 0) return true;
                change += EntryLayout.bytes(EntryLayout.read(view, change));
            }
        }
        return false;
    }

    private static long changeOf(View view, long content, byte[] key, int from, int length) {
        long change = PageLayout.firstChange(content);
        for (int left = PageHead.entries(PageHead.read(view, content)); left > 0; left--) {
            int lengths = EntryLayout.read(view, change);
            if (Keys.same(view, EntryLayout.key(change), EntryLayout.keyLength(lengths), key, from, length)) {
                return change;
            }
            change += EntryLayout.bytes(lengths);
        }
        return ABSENT;
    }

    /// In a whole page: the index of the greatest key that is not greater, or -1.
    static int floorIndex(View view, long content, byte[] key, int from, int length) {
        int low = 0;
        int high = PageHead.entries(PageHead.read(view, content)) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long entry = PageLayout.entry(view, content, middle);
            int order = compare(view, entry, EntryLayout.read(view, entry), key, from, length);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return high;
    }

    private static int compare(View view, long entry, int lengths, byte[] key, int from, int length) {
        return Keys.compare(view, EntryLayout.key(entry), EntryLayout.keyLength(lengths), key, from, length);
    }

    private static int compare(View view, long entry, long other) {
        int length = EntryLayout.keyLength(EntryLayout.read(view, entry));
        int otherLength = EntryLayout.keyLength(EntryLayout.read(view, other));
        return Keys.compare(view, EntryLayout.key(entry), length, EntryLayout.key(other), otherLength);
    }

    private static boolean hasKey(View view, long entry, byte[] key, int from, int length) {
        int lengths = EntryLayout.read(view, entry);
        return Keys.same(view, EntryLayout.key(entry), EntryLayout.keyLength(lengths), key, from, length);
    }
}
