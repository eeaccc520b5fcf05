package dev.firn.log;

import java.lang.foreign.MemorySegment;

/// What a [MappingTable] begins with, read piece by piece when somebody asks.
public interface MappingBase {
    /// Puts the entries of `count` objects from `first` on into `entries`, which is all zero: 8 bytes each, in the
    /// machine's little-endian order. An object without an entry keeps the zero.
    ///
    /// @throws CorruptLogException when what it reads is damaged
    void fill(long first, int count, MemorySegment entries);
}
