package dev.firn.pmem;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// An open file: what a region does to one, by libc or by a `FileChannel`. Safe for use by several threads, deaf to
/// interrupts, and harmless to virtual threads.
interface StoreFile extends AutoCloseable {
    /// How a file is opened.
    enum Mode {
        READ,
        WRITE,
        /// Refused when the file exists.
        CREATE
    }

    /// Writes all of it, however many calls that takes.
    void write(long at, MemorySegment source, long from, long length) throws IOException;

    /// Reads as much as there is, up to `length` bytes, and returns how much that was.
    long read(long at, MemorySegment target, long length) throws IOException;

    /// Makes the bytes durable, and the length if they need it. Never retried: after a failure the kernel takes the
    /// pages for clean.
    void sync() throws IOException;

    /// Makes bytes and all attributes durable.
    void syncAll() throws IOException;

    void truncate(long size) throws IOException;

    /// Lets the page cache forget clean pages: a file filled in large pieces is cached in large folios, of which a
    /// single changed byte would later write back a whole one.
    void forget();

    /// The same of a range alone.
    void forget(long at, long length);

    /// Takes the blocks of a range away, which then reads as zero. Nothing is durable before the next [#sync].
    ///
    /// @return false where the system or the file system cannot
    boolean punch(long at, long length) throws IOException;

    long size() throws IOException;

    @Override
    void close();
}
