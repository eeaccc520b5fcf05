package dev.firn.heap.tree;

import dev.firn.heap.tree.format.EntryLayout;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Changes to one tree, or to one page, sorted by key and at most one a key, each as the entry that will be written.
///
/// Reusable ([#clear]); not safe for use by several threads.
public final class Changes {
    /// Instead of the bytes of an old entry: there was none.
    public static final int NO_ENTRY = 0;

    private byte[] bytes = new byte[512];
    private MemorySegment segment = MemorySegment.ofArray(bytes);
    private int end;
    private int[] starts = new int[16];
    private int[] oldBytes = new int[16];
    private int count;

    public void clear() {
        end = 0;
        count = 0;
    }

    public int count() {
        return count;
    }

    /// `key` shall have this value. `replacedBytes` is the length of the entry it has now, or [#NO_ENTRY].
    public void put(byte[] key, int keyLength, byte[] value, int valueLength, int replacedBytes) {
        int start = begin(EntryLayout.inline(keyLength, valueLength), replacedBytes);
        System.arraycopy(key, 0, bytes, EntryLayout.key(start), keyLength);
        System.arraycopy(value, 0, bytes, EntryLayout.key(start) + keyLength, valueLength);
    }

    /// `key` shall refer to `object`.
    public void putReference(byte[] key, int keyLength, long object, int replacedBytes) {
        int start = begin(EntryLayout.reference(keyLength), replacedBytes);
        System.arraycopy(key, 0, bytes, EntryLayout.key(start), keyLength);
        EntryLayout.writeObject(bytes, start, object);
    }

    /// `key` shall be gone.
    public void remove(byte[] key, int keyLength, int replacedBytes) {
        int start = begin(EntryLayout.removed(keyLength), replacedBytes);
        System.arraycopy(key, 0, bytes, EntryLayout.key(start), keyLength);
    }

    /// The key of `entry` shall be gone.
    void remove(View view, long entry) {
        int lengths = EntryLayout.read(view, entry);
        int start = begin(EntryLayout.removed(EntryLayout.keyLength(lengths)), EntryLayout.bytes(lengths));
        copyKey(view, entry, lengths, start);
    }

    /// The change at `index` was taken for one that adds an entry, but `entry` has its key.
    void replaces(int index, View view, long entry) {
        oldBytes[index] = EntryLayout.bytes(EntryLayout.read(view, entry));
    }

    /// Puts the change that was added last at `index`, and those from there on behind it.
    void moveLastTo(int index) {
        int start = starts[count - 1];
        int replaced = oldBytes[count - 1];
        System.arraycopy(starts, index, starts, index + 1, count - 1 - index);
        System.arraycopy(oldBytes, index, oldBytes, index + 1, count - 1 - index);
        starts[index] = start;
        oldBytes[index] = replaced;
    }

    byte[] bytes() {
        return bytes;
    }

    MemorySegment segment() {
        return segment;
    }

    int start(int change) {
        return starts[change];
    }

    int lengths(int change) {
        return EntryLayout.read(bytes, starts[change]);
    }

    /// By how many entries the change makes its page longer.
    int entriesAdded(int change) {
        int removed = EntryLayout.isRemoved(lengths(change)) ? 1 : 0;
        return (oldBytes[change] == NO_ENTRY ? 1 : 0) - removed;
    }

    /// By how many bytes the change makes its page longer.
    int bytesAdded(int change) {
        int lengths = lengths(change);
        int added = EntryLayout.isRemoved(lengths) ? 0 : PageImage.cost(EntryLayout.bytes(lengths));
        return added - (oldBytes[change] == NO_ENTRY ? 0 : PageImage.cost(oldBytes[change]));
    }

    private int begin(int lengths, int replacedBytes) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
            oldBytes = Arrays.copyOf(oldBytes, count * 2);
        }
        int start = reserve(lengths);
        starts[count] = start;
        oldBytes[count] = replacedBytes;
        count++;
        return start;
    }

    private int reserve(int lengths) {
        int start = end;
        end = start + EntryLayout.bytes(lengths);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
            segment = MemorySegment.ofArray(bytes);
        }
        EntryLayout.write(bytes, start, lengths);
        return start;
    }

    private void copyKey(View view, long entry, int lengths, int start) {
        view.copyTo(EntryLayout.key(entry), segment, EntryLayout.key(start), EntryLayout.keyLength(lengths));
    }
}
