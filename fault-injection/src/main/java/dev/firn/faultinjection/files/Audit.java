package dev.firn.faultinjection.files;

import static dev.firn.faultinjection.files.AddressMap.EXTENT_BYTES;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.TreeSet;

/// Compares what is in files with what was recorded of them.
final class Audit {
    private final LiveFiles live;
    private final FlatRegion flat;
    private final byte[] extent = new byte[EXTENT_BYTES];

    Audit(LiveFiles live, FlatRegion flat) {
        this.live = live;
        this.flat = flat;
    }

    /// @throws EscapedStore when a file came or went unrecorded
    void names() throws IOException {
        var known = new TreeSet<>(live.files().keySet());
        known.addAll(live.folders());
        var real = live.list();
        if (real.size() == known.size() && known.containsAll(real)) return;
        var unknown = new ArrayList<>(real);
        unknown.removeAll(known);
        known.removeAll(real);
        throw EscapedStore.names(unknown, new ArrayList<>(known));
    }

    /// @throws EscapedStore when a byte or a size differs
    void contents() throws IOException {
        for (LiveFile file : live.distinct()) {
            if (file.realSize() != file.size()) throw EscapedStore.size(name(file), file.size(), file.realSize());
            compare(file, file.readAll());
        }
    }

    private void compare(LiveFile file, byte[] real) {
        for (int page = 0; (long) page * EXTENT_BYTES < file.size(); page++) {
            flat.readExtent(file.inode(), page, extent);
            int at = page * EXTENT_BYTES;
            int length = (int) Math.min(EXTENT_BYTES, file.size() - at);
            int first = Arrays.mismatch(real, at, at + length, extent, 0, length);
            if (first < 0) continue;
            int last = length;
            while (real[at + last - 1] == extent[last - 1]) last--;
            throw EscapedStore.bytes(
                    name(file),
                    at + first,
                    Arrays.copyOfRange(extent, first, last),
                    Arrays.copyOfRange(real, at + first, at + last));
        }
    }

    /// The first of `length` bytes from `from` of a mapping that differs from the record, -1 when none does.
    long firstDifference(Mappings.Mapping mapping, long from, long length) {
        var recorded = MemorySegment.ofArray(extent);
        long done = 0;
        while (done < length) {
            long at = mapping.at() + from + done;
            int offset = (int) (at % EXTENT_BYTES);
            long part = Math.min(length - done, EXTENT_BYTES - offset);
            flat.readExtent(mapping.file().inode(), Math.toIntExact(at / EXTENT_BYTES), extent);
            long differs =
                    MemorySegment.mismatch(
                            mapping.bytes(), from + done, from + done + part, recorded, offset, offset + part);
            if (differs >= 0) return from + done + differs;
            done += part;
        }
        return -1;
    }

    private String name(LiveFile file) {
        for (var entry : live.files().entrySet()) if (entry.getValue() == file) return entry.getKey();
        return "a deleted file";
    }
}
