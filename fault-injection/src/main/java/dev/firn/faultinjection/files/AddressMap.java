package dev.firn.faultinjection.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where names, sizes and contents of files lie in the flat bytes of a simulated region.
///
/// A place, once given, stays: images of all crashes of one recording, and of the recoveries after them, agree on it. A
/// directory entry and a size are a word each, in a sector of its own, because a file system moves them independently.
/// Contents come in extents, which exist from the first byte that is not zero.
final class AddressMap {
    static final int SECTOR_BYTES = 512;
    static final int EXTENT_BYTES = 4096;

    private final Map<String, Integer> entries = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();
    private final List<Map<Integer, Integer>> extents = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final TreeMap<Integer, Place> places = new TreeMap<>();
    private int end;

    /// What begins at an address.
    private sealed interface Place {
        record Entry(String name) implements Place {}

        record Size(int inode) implements Place {}

        record Extent(int inode, int page) implements Place {}
    }

    /// One past the last address given.
    int end() {
        return end;
    }

    /// All names that any run has seen, in the order of their entries' numbers.
    List<String> names() {
        return names;
    }

    int entry(String name) {
        return entries.computeIfAbsent(
                name,
                _ -> {
                    names.add(name);
                    return allocate(SECTOR_BYTES, new Place.Entry(name));
                });
    }

    int entryNumber(String name) {
        entry(name);
        return names.indexOf(name);
    }

    int size(int inode) {
        while (sizes.size() <= inode) {
            sizes.add(allocate(SECTOR_BYTES, new Place.Size(sizes.size())));
            extents.add(new HashMap<>());
            labels.add("file " + labels.size());
        }
        return sizes.get(inode);
    }

    int extent(int inode, int page) {
        size(inode);
        return extents.get(inode).computeIfAbsent(page, _ -> allocate(EXTENT_BYTES, new Place.Extent(inode, page)));
    }

    /// The address, or -1 when those bytes have always been zero.
    int extentIfAny(int inode, int page) {
        return inode < extents.size() ? extents.get(inode).getOrDefault(page, -1) : -1;
    }

    /// Pages of a file that have extents.
    Iterable<Integer> pages(int inode) {
        size(inode);
        return List.copyOf(extents.get(inode).keySet());
    }

    /// How people call the file.
    void label(int inode, String name) {
        size(inode);
        labels.set(inode, name);
    }

    /// The name of an address for people: `log.dat+0x40`.
    String describe(long at) {
        var floor = places.floorEntry((int) at);
        if (floor == null) return "0x%x".formatted(at);
        return switch (floor.getValue()) {
            case Place.Entry(var name) -> "directory entry of " + name;
            case Place.Size(var inode) -> "size of " + labels.get(inode);
            case Place.Extent(var inode, var page) ->
                    "%s+0x%x".formatted(labels.get(inode), (long) page * EXTENT_BYTES + at - floor.getKey());
        };
    }

    private int allocate(int bytes, Place place) {
        int at = end;
        end += bytes;
        places.put(at, place);
        return at;
    }
}
