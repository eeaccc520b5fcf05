package dev.firn.pmem;

import dev.firn.pmem.posix.Flags;

/// Plays a file system that maps its medium: synchronous mappings are granted (and are ordinary ones).
final class DaxSys extends FaultySys {
    @Override
    public long mmap(long length, int protection, int flags, int fd) {
        boolean synchronous = (flags & Flags.MAP_SYNC) != 0;
        return super.mmap(length, protection, synchronous ? Flags.MAP_SHARED : flags, fd);
    }
}
