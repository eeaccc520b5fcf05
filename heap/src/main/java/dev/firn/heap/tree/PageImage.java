package dev.firn.heap.tree;

import dev.firn.heap.tree.format.EntryLayout;
import dev.firn.heap.tree.format.PageHead;
import dev.firn.heap.tree.format.PageLayout;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// A page put together from its chain: where each of its entries lies, in the order of the keys, nothing copied.
/// Entries on the medium are addresses; entries of the [Changes] that were applied are complements of offsets.
///
/// Reusable; not safe for use by several threads.
final class PageImage {
    private final View view;
    private long[] entries = new long[64];
    private long[] chain = new long[16];
    private int count;
    private int level;
    private Changes changes;

    PageImage(View view) {
        this.view = view;
    }

    /// Bytes that an entry of `entryBytes` takes in a page.
    static int cost(int entryBytes) {
        return entryBytes + PageLayout.SLOT_BYTES;
    }

    void clear(int newLevel) {
        count = 0;
        level = newLevel;
    }

    /// Becomes the page whose newest record is at `record`.
    void load(long record) {
        long whole = record;
        while (Page.isDelta(view, whole)) whole = Page.previous(view, whole);
        loadWhole(Page.wholeContent(view, whole));
        applyDeltas(record, whole);
    }

    /// Becomes what the changes from the newest, at `record`, down to, but without, `before` put.
    void loadChanges(long record, long before) {
        count = 0;
        applyDeltas(record, before);
    }

    private void applyDeltas(long record, long before) {
        int deltas = 0;
        for (long at = record; at != before; at = Page.previous(view, at)) {
            if (deltas == chain.length) chain = Arrays.copyOf(chain, 2 * deltas);
            chain[deltas++] = at;
        }
        while (deltas > 0) applyDelta(chain[--deltas] + RecordLayout.DELTA_BYTES);
    }

    private void loadWhole(long content) {
        long head = PageHead.read(view, content);
        count = PageHead.entries(head);
        level = PageHead.level(head);
        if (entries.length < count) entries = new long[count * 2];
        for (int i = 0; i < count; i++) entries[i] = PageLayout.entry(view, content, i);
    }

    private void applyDelta(long content) {
        long change = PageLayout.firstChange(content);
        for (int left = PageHead.entries(PageHead.read(view, content)); left > 0; left--) {
            int lengths = EntryLayout.read(view, change);
            apply(search(change, lengths), change, EntryLayout.isRemoved(lengths));
            change += EntryLayout.bytes(lengths);
        }
    }

    /// Applies changes `from` to `to`. Whether all of them went behind the last entry.
    boolean apply(Changes source, int from, int to) {
        changes = source;
        int before = count;
        int position = 0;
        boolean atEnd = true;
        for (int change = from; change < to; change++) {
            int start = source.start(change);
            int lengths = source.lengths(change);
            int found = search(source.bytes(), EntryLayout.key(start), EntryLayout.keyLength(lengths), position);
            atEnd &= found < 0 && ~found >= before;
            boolean removed = EntryLayout.isRemoved(lengths);
            apply(found, ~(long) start, removed);
            position = (found < 0 ? ~found : found) + (removed ? 0 : 1);
        }
        return atEnd;
    }

    private void apply(int found, long entry, boolean removed) {
        if (removed) {
            if (found >= 0) delete(found);
        } else if (found >= 0) {
            entries[found] = entry;
        } else {
            insert(~found, entry);
        }
    }

    private void insert(int index, long entry) {
        if (count == entries.length) entries = Arrays.copyOf(entries, count * 2);
        System.arraycopy(entries, index, entries, index + 1, count - index);
        entries[index] = entry;
        count++;
    }

    private void delete(int index) {
        System.arraycopy(entries, index + 1, entries, index, count - index - 1);
        count--;
    }

    /// The index of the entry with this key, or the complement of the index where it would be. Entries before `low` are
    /// known to be smaller. Only for entries on the medium.
    int search(byte[] key, int from, int length, int low) {
        int left = low;
        int right = count - 1;
        while (left <= right) {
            int middle = (left + right) >>> 1;
            int lengths = EntryLayout.read(view, entries[middle]);
            int order =
                    Keys.compare(
                            view, EntryLayout.key(entries[middle]), EntryLayout.keyLength(lengths), key, from, length);
            if (order == 0) return middle;
            if (order < 0) left = middle + 1;
            else right = middle - 1;
        }
        return ~left;
    }

    private int search(long entry, int lengths) {
        int left = 0;
        int right = count - 1;
        while (left <= right) {
            int middle = (left + right) >>> 1;
            int other = EntryLayout.keyLength(EntryLayout.read(view, entries[middle]));
            int order =
                    Keys.compare(
                            view,
                            EntryLayout.key(entries[middle]),
                            other,
                            EntryLayout.key(entry),
                            EntryLayout.keyLength(lengths));
            if (order == 0) return middle;
            if (order < 0) left = middle + 1;
            else right = middle - 1;
        }
        return ~left;
    }

    int count() {
        return count;
    }

    int level() {
        return level;
    }

    /// The address of entry `index`, which is on the medium.
    long entry(int index) {
        return entries[index];
    }

    /// The object that the value of entry `index` names.
    long object(int index) {
        long entry = entries[index];
        return entry >= 0
                ? EntryLayout.object(view, entry, EntryLayout.read(view, entry))
                : EntryLayout.object(changes.bytes(), (int) ~entry);
    }

    int lengths(int index) {
        long entry = entries[index];
        return entry >= 0 ? EntryLayout.read(view, entry) : EntryLayout.read(changes.bytes(), (int) ~entry);
    }

    /// Bytes of a page with the entries `from` to `to`.
    int bytes(int from, int to) {
        int bytes = PageHead.BYTES;
        for (int i = from; i < to; i++) bytes += cost(EntryLayout.bytes(lengths(i)));
        return bytes;
    }

    byte keyByte(int index, int position) {
        long entry = entries[index];
        return entry >= 0
                ? view.getByte(EntryLayout.key(entry) + position)
                : changes.bytes()[EntryLayout.key((int) ~entry) + position];
    }

    /// The first `length` bytes of a key, to `target`.
    void copyKey(int index, byte[] target, int length) {
        for (int i = 0; i < length; i++) target[i] = keyByte(index, i);
    }

    /// Writes a whole page of the entries `from` to `to`. Returns its bytes.
    int write(MemorySegment target, long at, int from, int to) {
        int offset = PageLayout.firstEntry(to - from);
        for (int i = from; i < to; i++) {
            int bytes = EntryLayout.bytes(lengths(i));
            PageLayout.putSlot(target, at, i - from, offset);
            copyEntry(entries[i], target, at + offset, bytes);
            offset += bytes;
        }
        PageHead.write(target, at, PageHead.of(0, level, to - from, to - from, offset));
        return offset;
    }

    /// Writes all entries as a change. Returns its bytes.
    int writeChange(MemorySegment target, long at, long head) {
        PageHead.write(target, at, head);
        long to = PageLayout.firstChange(at);
        for (int i = 0; i < count; i++) {
            int bytes = EntryLayout.bytes(lengths(i));
            copyEntry(entries[i], target, to, bytes);
            to += bytes;
        }
        return (int) (to - at);
    }

    private void copyEntry(long entry, MemorySegment target, long to, int bytes) {
        if (entry >= 0) view.copyTo(entry, target, to, bytes);
        else MemorySegment.copy(changes.segment(), ~entry, target, to, bytes);
    }
}
