package dev.firn.pmem;

import dev.firn.pmem.posix.ErrnoException;
import dev.firn.pmem.posix.Sys;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A mapping made far longer than the file: growth then needs no new mapping, and no address ever changes.
///
/// Pages behind the end of the file exist as addresses only; touching them would fault, and the segments handed out
/// never reach that far.
final class ReservedMapping implements Mapping {
    private static final long PAGE = 4096;

    private final Arena arena;
    private final MemorySegment reserved;
    private volatile MemorySegment bytes;

    private ReservedMapping(Arena arena, MemorySegment reserved, long size) {
        this.arena = arena;
        this.reserved = reserved;
        this.bytes = reserved.asSlice(0, size);
    }

    /// Asks for less when there is not that much address space: a limit set for the process, or a file system whose
    /// files may not be that long.
    static ReservedMapping map(Sys sys, int fd, long size, long maxSize, int protection, int flags)
            throws ErrnoException {
        long length = upToPage(Math.max(size, maxSize));
        long address = sys.mmap(length, protection, flags, fd);
        while (address < 0 && length / 2 >= Math.max(size, PAGE)) {
            length = upToPage(length / 2);
            address = sys.mmap(length, protection, flags, fd);
        }
        if (address < 0) throw new ErrnoException("mmap", "%d bytes".formatted(length), -address);
        long mapped = length;
        Arena arena = Arena.ofShared();
        MemorySegment reserved =
                MemorySegment.ofAddress(address)
                        .reinterpret(length, arena, segment -> sys.munmap(segment.address(), mapped));
        return new ReservedMapping(arena, reserved, size);
    }

    long address() {
        return reserved.address();
    }

    @Override
    public MemorySegment bytes() {
        return bytes;
    }

    @Override
    public long most() {
        return reserved.byteSize();
    }

    @Override
    public void grow(long size) {
        bytes = reserved.asSlice(0, size);
    }

    @Override
    public void shrink(long size) {
        bytes = reserved.asSlice(0, size);
    }

    @Override
    public void close() {
        Arenas.close(arena);
    }

    private static long upToPage(long length) {
        return (length + PAGE - 1) & -PAGE;
    }
}
