package dev.firn.pmem.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// What `statx` says of an open file. It is asked instead of `fstat` because its structure is the same on every
/// architecture.
///
/// @param mode type and permissions
/// @param inode the file's number on its device
/// @param size bytes
/// @param allocated bytes that have blocks on the device; less than `size` when the file has holes
/// @param major the device's major number
/// @param minor the device's minor number
public record FileStatus(int mode, long inode, long size, long allocated, int major, int minor) {
    /// The size of the kernel's structure.
    public static final int BYTES = 256;

    private static final long MODE = 0x1c;
    private static final long INODE = 0x20;
    private static final long SIZE = 0x28;
    private static final long BLOCKS = 0x30;
    private static final long DEVICE_MAJOR = 0x88;
    private static final long DEVICE_MINOR = 0x8c;
    private static final int BLOCK = 512;

    public static FileStatus of(Sys sys, int fd, String what) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment statx = arena.allocate(BYTES, 8);
            int result = sys.stat(fd, statx);
            if (result < 0) throw new ErrnoException("statx", what, -result);
            return new FileStatus(
                    statx.get(JAVA_SHORT, MODE) & 0xffff,
                    statx.get(JAVA_LONG, INODE),
                    statx.get(JAVA_LONG, SIZE),
                    statx.get(JAVA_LONG, BLOCKS) * BLOCK,
                    statx.get(JAVA_INT, DEVICE_MAJOR),
                    statx.get(JAVA_INT, DEVICE_MINOR));
        }
    }
}
