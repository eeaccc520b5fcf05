package dev.firn.pmem;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// A window on a file that can be made longer.
interface Mapping extends AutoCloseable {
    /// The bytes, as many as the last `grow` or `shrink` gave. Earlier segments stay valid until it is closed.
    MemorySegment bytes();

    /// Whether the window can be made that long.
    long most();

    /// The file is at least `size` bytes long by now.
    void grow(long size) throws IOException;

    /// Shows less of the file, before it is cut; the addresses stay taken.
    void shrink(long size);

    @Override
    void close();
}
