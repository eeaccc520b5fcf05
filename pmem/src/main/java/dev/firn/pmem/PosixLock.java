package dev.firn.pmem;

import dev.firn.pmem.posix.Errno;
import dev.firn.pmem.posix.ErrnoException;
import dev.firn.pmem.posix.FileStatus;
import dev.firn.pmem.posix.Flags;
import dev.firn.pmem.posix.Sys;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A lock that belongs to an open file description: it ends with that, or with the process, and with nothing else.
final class PosixLock implements Closeable {
    private static final int EVERYBODY_READS_AND_WRITES = 0666;

    private final Sys sys;
    private final int fd;

    private PosixLock(Sys sys, int fd) {
        this.sys = sys;
        this.fd = fd;
    }

    static PosixLock take(Sys sys, Path path) throws IOException {
        while (true) {
            int fd =
                    sys.open(
                            path.toString(),
                            Flags.O_RDWR | Flags.O_CREAT | Flags.O_CLOEXEC,
                            EVERYBODY_READS_AND_WRITES);
            if (fd < 0) throw new ErrnoException("open", path.toString(), -fd);
            int result = sys.lock(fd);
            if (result < 0) throw refused(sys, fd, path, -result);
            if (isStillAt(sys, fd, path)) return new PosixLock(sys, fd);
            sys.close(fd); // somebody took the file away between our open and our lock
        }
    }

    private static IOException refused(Sys sys, int fd, Path path, int errno) {
        sys.close(fd);
        if (errno == Errno.EAGAIN || errno == Errno.EACCES) throw Claim.heldElsewhere(path);
        return new ErrnoException("fcntl(F_OFD_SETLK)", path.toString(), errno);
    }

    private static boolean isStillAt(Sys sys, int fd, Path path) throws IOException {
        if (!Files.exists(path)) return false;
        long inode = FileStatus.of(sys, fd, path.toString()).inode();
        return ((Number) Files.getAttribute(path, "unix:ino")).longValue() == inode;
    }

    @Override
    public void close() {
        sys.close(fd);
    }
}
