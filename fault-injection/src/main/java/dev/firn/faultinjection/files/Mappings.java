package dev.firn.faultinjection.files;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Which addresses are mappings of which bytes of which file. Found without a lock; added to under the recorder's.
final class Mappings {
    /// @param bytes the mapping
    /// @param at where in the file it begins
    record Mapping(MemorySegment bytes, LiveFile file, long at) {
        long start() {
            return bytes.address();
        }

        long end() {
            return bytes.address() + bytes.byteSize();
        }

        boolean has(long address) {
            // An address of a mapping that is gone may belong to anybody by now.
            return address >= start() && address < end() && bytes.scope().isAlive();
        }
    }

    private volatile Mapping[] all = {};

    void add(MemorySegment bytes, LiveFile file, long at) {
        var longer = Arrays.copyOf(all, all.length + 1);
        longer[all.length] = new Mapping(bytes, file, at);
        all = longer;
    }

    /// The mapping with that address, or null.
    Mapping find(long address) {
        Mapping[] mappings = all;
        for (int index = mappings.length - 1; index >= 0; index--) {
            if (mappings[index].has(address)) return mappings[index];
        }
        return null;
    }
}
