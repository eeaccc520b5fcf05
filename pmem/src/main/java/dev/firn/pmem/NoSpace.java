package dev.firn.pmem;

import dev.firn.pmem.posix.Errno;
import dev.firn.pmem.posix.ErrnoException;
import java.io.IOException;
import java.util.List;

/// Tells a full medium from a broken one.
final class NoSpace {
    /// `FileChannel` has no number for it, only the words of the system.
    private static final List<String> WORDS =
            List.of("No space left", "not enough space", "Disk quota exceeded", "File too large");

    private NoSpace() {}

    static boolean is(IOException failure) {
        if (failure instanceof ErrnoException e) {
            return e.errno() == Errno.ENOSPC || e.errno() == Errno.EDQUOT || e.errno() == Errno.EFBIG;
        }
        String message = String.valueOf(failure.getMessage());
        return WORDS.stream().anyMatch(message::contains);
    }
}
