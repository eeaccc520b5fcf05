package dev.firn.pmem.posix;

import java.io.IOException;

/// A system call that failed: which, on what, with what number.
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    public ErrnoException(String call, String what, long errno) {
        super(call + " of " + what + " returned " + Errno.name(errno));
        this.errno = (int) errno;
    }

    /// The positive error number.
    public int errno() {
        return errno;
    }
}
