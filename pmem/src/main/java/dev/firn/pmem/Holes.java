package dev.firn.pmem;

import dev.firn.pmem.posix.Errno;
import dev.firn.pmem.posix.ErrnoException;
import dev.firn.pmem.posix.FileStatus;
import dev.firn.pmem.posix.Flags;
import dev.firn.pmem.posix.Sys;
import java.io.IOException;

/// Gives blocks to the holes of a file that somebody made by copying sparsely or by `truncate`.
final class Holes {
    private Holes() {}

    /// Does nothing, at the price of one call, when the file has as many blocks as its length needs.
    static void fill(Sys sys, PosixFile file) throws IOException {
        FileStatus status = file.status();
        if (status.allocated() >= status.size()) return;
        long at = 0;
        while (at < status.size()) {
            long hole = sys.seek(file.fd(), at, Flags.SEEK_HOLE);
            if (hole < 0) throw new ErrnoException("lseek(SEEK_HOLE)", "the store", -hole);
            if (hole >= status.size()) break;
            long data = sys.seek(file.fd(), hole, Flags.SEEK_DATA);
            if (data < 0 && data != -Errno.ENXIO) throw new ErrnoException("lseek(SEEK_DATA)", "the store", -data);
            at = data < 0 ? status.size() : data;
            ZeroFill.fill(file, hole, Math.min(at, status.size()));
        }
        file.syncAll();
        file.forget();
    }
}
