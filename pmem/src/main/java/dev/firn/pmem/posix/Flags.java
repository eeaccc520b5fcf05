package dev.firn.pmem.posix;

/// Constants of Linux's generic ABI. They are the same on x86-64 and aarch64, except the one below that says so.
public final class Flags {
    public static final int O_RDONLY = 0;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0x40;
    public static final int O_EXCL = 0x80;
    public static final int O_CLOEXEC = 0x80000;

    public static final int PROT_READ = 1;
    public static final int PROT_WRITE = 2;
    public static final int PROT_EXEC = 4;

    public static final int MAP_SHARED = 0x01;
    public static final int MAP_PRIVATE = 0x02;

    /// Without it an old kernel ignores [#MAP_SYNC] and says nothing.
    public static final int MAP_SHARED_VALIDATE = 0x03;

    public static final int MAP_ANONYMOUS = 0x20;
    public static final int MAP_SYNC = 0x80000;

    public static final int MS_SYNC = 4;

    public static final int SEEK_DATA = 3;
    public static final int SEEK_HOLE = 4;

    /// Takes the blocks of a range away, which then reads as zero; the length of the file stays.
    public static final int FALLOC_PUNCH_HOLE = 0x02 | 0x01;

    public static final int POSIX_FADV_DONTNEED = 4;

    public static final int F_OFD_SETLK = 37;
    public static final short F_WRLCK = 1;

    public static final int AT_EMPTY_PATH = 0x1000;

    /// Type, mode, inode, size, blocks: `STATX_BASIC_STATS`.
    public static final int STATX_BASIC = 0x7ff;

    private Flags() {}
}
