package dev.firn.pmem.posix;

import java.lang.foreign.MemorySegment;

/// The system calls that a region on a file makes, and nothing else: the seam at which tests inject an `EIO`, a full
/// disk, a short write or an interrupted call.
///
/// Every method is one call. A failure is returned the way the kernel does, as a negative error number (see [Errno]);
/// nothing is retried and nothing is thrown for it. Implementations are safe for use by several threads.
public interface Sys {
    int open(String path, int flags, int mode);

    int close(int fd);

    /// Fills `statx` ([FileStatus#BYTES] bytes) with the status of the open file.
    int stat(int fd, MemorySegment statx);

    /// May transfer fewer bytes than asked. `target` may be on the heap.
    long pread(int fd, MemorySegment target, long to, long length, long at);

    /// May transfer fewer bytes than asked. `source` may be on the heap.
    long pwrite(int fd, MemorySegment source, long from, long length, long at);

    long seek(int fd, long offset, int whence);

    int fdatasync(int fd);

    int fsync(int fd);

    int truncate(int fd, long size);

    /// Gives a range of the file blocks or, with [Flags#FALLOC_PUNCH_HOLE], takes them away.
    int fallocate(int fd, int mode, long at, long length);

    int advise(int fd, long from, long length, int advice);

    /// Takes an exclusive lock that belongs to the open file description: unlike a process's lock it does not vanish
    /// when somebody closes another descriptor of the same file.
    int lock(int fd);

    long mmap(long length, int protection, int flags, int fd);

    int munmap(long address, long length);

    int mprotect(long address, long length, int protection);

    int msync(long address, long length, int flags);
}
