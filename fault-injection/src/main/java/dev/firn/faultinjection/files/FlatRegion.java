package dev.firn.faultinjection.files;

import static dev.firn.faultinjection.files.AddressMap.EXTENT_BYTES;

import dev.firn.faultinjection.SimulatedRegion;
import java.lang.foreign.MemorySegment;

/// A simulated region that holds files: the recorder's belief of what is in them.
///
/// Reads beyond the region's end are zeros; stores make it longer.
final class FlatRegion {
    private static final int STEP_BYTES = 16 * 1024;
    private static final MemorySegment ZEROS = MemorySegment.ofArray(new byte[EXTENT_BYTES]).asReadOnly();

    /// How bytes got where they are.
    enum Way {
        /// A plain store through a mapping.
        STORED,
        /// A release store of one aligned word.
        PUBLISHED,
        /// A copy or a call of `write`: its parts in any order.
        WRITTEN
    }

    private final SimulatedRegion region;
    private final AddressMap addresses;

    FlatRegion(SimulatedRegion region, AddressMap addresses) {
        this.region = region;
        this.addresses = addresses;
    }

    AddressMap addresses() {
        return addresses;
    }

    void setEntry(String name, EntryWord entry) {
        publish(addresses.entry(name), entry.word());
    }

    EntryWord entry(String name) {
        return EntryWord.of(word(addresses.entry(name)));
    }

    long size(int inode) {
        return word(addresses.size(inode));
    }

    void setSize(int inode, long size) {
        publish(addresses.size(inode), size);
    }

    /// Copies a whole extent of a file to `target`.
    void readExtent(int inode, int page, byte[] target) {
        int at = addresses.extentIfAny(inode, page);
        var segment = MemorySegment.ofArray(target);
        if (at < 0 || at + EXTENT_BYTES > region.size()) {
            segment.fill((byte) 0);
            int some = at < 0 ? 0 : (int) Math.max(0, region.size() - at);
            if (some > 0) region.view().copyTo(at, segment, 0, some);
        } else {
            region.view().copyTo(at, segment, 0, EXTENT_BYTES);
        }
    }

    /// Bytes of a file changed to those of `source`. Zeros where all was zero leave no trace.
    void change(int inode, long at, MemorySegment source, long from, long length, Way way) {
        long done = 0;
        while (done < length) {
            int page = Math.toIntExact((at + done) / EXTENT_BYTES);
            int offset = (int) ((at + done) % EXTENT_BYTES);
            long part = Math.min(length - done, EXTENT_BYTES - offset);
            if (addresses.extentIfAny(inode, page) >= 0 || !isZero(source, from + done, part)) {
                put(addresses.extent(inode, page) + offset, source, from + done, part, way);
            }
            done += part;
        }
    }

    /// Bytes of a file become zero, where they are not.
    void zero(int inode, long from, long to) {
        var extent = new byte[EXTENT_BYTES];
        for (int page : addresses.pages(inode)) {
            long first = Math.max(from, (long) page * EXTENT_BYTES);
            long last = Math.min(to, (page + 1L) * EXTENT_BYTES);
            if (first >= last) continue;
            readExtent(inode, page, extent);
            long offset = first % EXTENT_BYTES;
            if (isZero(MemorySegment.ofArray(extent), offset, last - first)) continue;
            put(addresses.extent(inode, page) + (int) offset, ZEROS, 0, last - first, Way.WRITTEN);
        }
    }

    /// A file number is given to a new file: what an old one left is gone, as if it had never been there.
    void clear(int inode) {
        zero(inode, 0, Long.MAX_VALUE);
        for (int page : addresses.pages(inode)) sync(addresses.extent(inode, page), EXTENT_BYTES);
        if (size(inode) == 0) return;
        setSize(inode, 0);
        sync(addresses.size(inode), 8);
    }

    /// Bytes `[from, to)` of a file and its size are on the medium.
    void syncFile(int inode, long from, long to) {
        int start = addresses.size(inode);
        int end = start + AddressMap.SECTOR_BYTES;
        for (int page : sortedPages(inode)) {
            long first = Math.max(from, (long) page * EXTENT_BYTES);
            long last = Math.min(to, (page + 1L) * EXTENT_BYTES);
            if (first >= last) continue;
            int at = addresses.extent(inode, page) + (int) (first % EXTENT_BYTES);
            if (at != end) {
                sync(start, end - start);
                start = at;
            }
            end = at + (int) (last - first);
        }
        sync(start, end - start);
    }

    void syncEntry(String name) {
        sync(addresses.entry(name), 8);
    }

    private void sync(int at, long length) {
        long inside = Math.min(length, region.size() - at);
        if (inside > 0) region.sync(at, inside);
    }

    private int[] sortedPages(int inode) {
        var pages = new java.util.ArrayList<Integer>();
        addresses.pages(inode).forEach(pages::add);
        return pages.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private long word(int at) {
        return at + 8 <= region.size() ? region.view().getLong(at) : 0;
    }

    private void publish(int at, long word) {
        reach(at + 8);
        region.publish(at, word);
    }

    private void put(int at, MemorySegment source, long from, long length, Way way) {
        reach(at + length);
        switch (way) {
            case STORED -> region.store(at, source, from, length);
            case PUBLISHED -> publishPart(at, source, from, length);
            case WRITTEN -> region.write(at, source, from, length);
        }
    }

    /// A release store may be narrower than a word; the word around it is what arrives.
    private void publishPart(int at, MemorySegment source, long from, long length) {
        int word = at & -8;
        if (at + length > word + 8) {
            region.store(at, source, from, length);
            return;
        }
        var bytes = MemorySegment.ofArray(new long[] {region.view().getLong(word)});
        MemorySegment.copy(source, from, bytes, at - word, length);
        region.publish(word, bytes.get(java.lang.foreign.ValueLayout.JAVA_LONG, 0));
    }

    private void reach(long end) {
        if (end > region.size()) region.grow(Math.max(addresses.end(), end) + STEP_BYTES & -STEP_BYTES);
    }

    private static boolean isZero(MemorySegment source, long from, long length) {
        for (long done = 0; done < length; done += EXTENT_BYTES) {
            long part = Math.min(length - done, EXTENT_BYTES);
            if (MemorySegment.mismatch(source, from + done, from + done + part, ZEROS, 0, part) >= 0) return false;
        }
        return true;
    }
}
