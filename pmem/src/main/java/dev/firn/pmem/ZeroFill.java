package dev.firn.pmem;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// Gives a file blocks of its own by writing zeros into it.
///
/// Neither `ftruncate` nor `fallocate` will do: a hole makes a later store through a mapping fault when the disk is
/// full, and a block that was never written costs a journal commit at its first synchronisation.
final class ZeroFill {
    private static final int PART = 256 << 10;

    private ZeroFill() {}

    /// Writes `[from, to)`; makes nothing durable.
    static void fill(StoreFile file, long from, long to) throws IOException {
        MemorySegment zeros = MemorySegment.ofArray(new byte[(int) Math.min(PART, Math.max(to - from, 0))]);
        for (long at = from; at < to; at += zeros.byteSize()) {
            file.write(at, zeros, 0, Math.min(zeros.byteSize(), to - at));
        }
    }
}
