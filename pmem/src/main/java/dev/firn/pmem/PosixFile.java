package dev.firn.pmem;

import dev.firn.pmem.posix.Errno;
import dev.firn.pmem.posix.ErrnoException;
import dev.firn.pmem.posix.FileStatus;
import dev.firn.pmem.posix.Flags;
import dev.firn.pmem.posix.Sys;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Set;

/// A file by system calls. A virtual thread makes the short ones itself and has the long ones made.
final class PosixFile implements StoreFile {
    /// What says that holes cannot be made here; any other failure is one of the medium.
    private static final Set<Integer> CANNOT = Set.of(Errno.EOPNOTSUPP, Errno.ENOSYS, Errno.ENODEV, Errno.EPERM);

    private static final int OWNER_READS_AND_WRITES = 0644;

    private final Sys sys;
    private final int fd;
    private final String path;
    private final Offload offload;

    private PosixFile(Sys sys, int fd, String path, Offload offload) {
        this.sys = sys;
        this.fd = fd;
        this.path = path;
        this.offload = offload;
    }

    /// The file closes `offload` with itself.
    static PosixFile open(Sys sys, Path path, Mode mode, Offload offload) throws ErrnoException {
        int flags =
                switch (mode) {
                    case READ -> Flags.O_RDONLY;
                    case WRITE -> Flags.O_RDWR;
                    case CREATE -> Flags.O_RDWR | Flags.O_CREAT | Flags.O_EXCL;
                };
        int fd = sys.open(path.toString(), flags | Flags.O_CLOEXEC, OWNER_READS_AND_WRITES);
        if (fd < 0) throw new ErrnoException("open", path.toString(), -fd);
        return new PosixFile(sys, fd, path.toString(), offload);
    }

    int fd() {
        return fd;
    }

    FileStatus status() throws ErrnoException {
        return FileStatus.of(sys, fd, path);
    }

    @Override
    public void write(long at, MemorySegment source, long from, long length) throws IOException {
        for (long done = 0; done < length; ) {
            long written = sys.pwrite(fd, source, from + done, length - done, at + done);
            if (written == -Errno.EINTR) continue;
            if (written < 0) throw new ErrnoException("pwrite", path, -written);
            if (written == 0) throw new ErrnoException("pwrite (which wrote nothing)", path, Errno.EIO);
            done += written;
        }
    }

    @Override
    public long read(long at, MemorySegment target, long length) throws IOException {
        long done = 0;
        while (done < length) {
            long read = sys.pread(fd, target, done, length - done, at + done);
            if (read == -Errno.EINTR) continue;
            if (read < 0) throw new ErrnoException("pread", path, -read);
            if (read == 0) break;
            done += read;
        }
        return done;
    }

    @Override
    public void sync() throws IOException {
        must("fdatasync", offload.call(() -> sys.fdatasync(fd)));
    }

    @Override
    public void syncAll() throws IOException {
        must("fsync", offload.call(() -> sys.fsync(fd)));
    }

    @Override
    public void truncate(long size) throws IOException {
        must("ftruncate", offload.call(() -> truncateNow(size)));
    }

    private int truncateNow(long size) {
        int result;
        do result = sys.truncate(fd, size);
        while (result == -Errno.EINTR);
        return result;
    }

    @Override
    public void forget() {
        forget(0, 0);
    }

    @Override
    public void forget(long at, long length) {
        sys.advise(fd, at, length, Flags.POSIX_FADV_DONTNEED); // advice: an error is of no consequence
    }

    @Override
    public boolean punch(long at, long length) throws IOException {
        int result = offload.call(() -> punchNow(at, length));
        if (CANNOT.contains(-result)) return false;
        must("fallocate(PUNCH_HOLE)", result);
        return true;
    }

    private int punchNow(long at, long length) {
        int result;
        do result = sys.fallocate(fd, Flags.FALLOC_PUNCH_HOLE, at, length);
        while (result == -Errno.EINTR);
        return result;
    }

    @Override
    public long size() throws IOException {
        return status().size();
    }

    @Override
    public void close() {
        sys.close(fd);
        offload.close();
    }

    private void must(String call, int result) throws ErrnoException {
        if (result < 0) throw new ErrnoException(call, path, -result);
    }
}
