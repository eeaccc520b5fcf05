package dev.firn.pmem;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// Opens regions.
public final class Regions {
    private Regions() {}

    /// Creates the file at `path`, `size` bytes long, zero-filled and allocated, and opens it. File and directory
    /// entry are durable on return.
    public static Region create(Path path, long size, RegionOptions options) {
        throw new IllegalStateException("file regions come with the back-ends: " + path + size + options);
    }

    /// Opens an existing file, whatever its length.
    public static Region open(Path path, RegionOptions options) {
        throw new IllegalStateException("file regions come with the back-ends: " + path + options);
    }

    /// A region on plain memory, without a file, a thread or an arena of its own: for tests and for trying things out.
    /// Nothing in it is durable. `bytes` may be on the heap; it stays the caller's.
    public static Region ofMemory(MemorySegment bytes) {
        return new MemoryRegion(bytes);
    }
}
