package dev.firn.pmem;

import dev.firn.pmem.posix.Errno;
import dev.firn.pmem.posix.Flags;
import dev.firn.pmem.posix.Sys;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a file in a directory can do, tried on a temporary one: a refused synchronous mapping leaves a file longer than
/// it was, and no experiment belongs on a user's file.
///
/// @param syncRefusal why `mmap(MAP_SYNC)` was refused, or empty when it was granted
/// @param disagreement why written and mapped bytes cannot be relied on to agree, or empty when they do
record Probe(String syncRefusal, String disagreement) {
    private static final int BYTES = 8192;

    /// Nothing could be tried.
    static Probe failed(String why) {
        return new Probe(why, "");
    }

    boolean synchronous() {
        return syncRefusal.isEmpty();
    }

    static Probe of(Sys sys, Path directory, String fileSystem) {
        Path path = TemporaryName.in(directory);
        try (PosixFile file =
                PosixFile.open(sys, path, StoreFile.Mode.CREATE, new Offload(Offload.Whom.VIRTUAL, "probe"))) {
            Files.delete(path);
            return new Probe(refusal(sys, file.fd(), fileSystem), disagreement(sys, file));
        } catch (IOException refused) {
            return failed("a temporary file in %s could not be used: %s".formatted(directory, refused.getMessage()));
        }
    }

    /// Asked of the empty file: it must be answered on a full disk too, where existing stores are to be opened.
    private static String refusal(Sys sys, int fd, String fileSystem) {
        int flags = Flags.MAP_SHARED_VALIDATE | Flags.MAP_SYNC;
        long address = sys.mmap(BYTES, Flags.PROT_READ | Flags.PROT_WRITE, flags, fd);
        if (address < 0) return "mmap(MAP_SYNC) returned %s on %s".formatted(Errno.name(-address), fileSystem);
        sys.munmap(address, BYTES);
        return "";
    }

    /// A mapping must show what was written before it and after it. Where nothing can be written (a full disk), they
    /// are taken to agree, as on every file system of Linux's own they do.
    private static String disagreement(Sys sys, PosixFile file) {
        MemorySegment bytes = MemorySegment.ofArray(new byte[BYTES]).fill((byte) 0x5a);
        try {
            file.write(0, bytes, 0, BYTES);
            return disagreement(sys, file, bytes);
        } catch (IOException full) {
            return "";
        }
    }

    private static String disagreement(Sys sys, PosixFile file, MemorySegment bytes) throws IOException {
        try (ReservedMapping mapping =
                ReservedMapping.map(sys, file.fd(), BYTES, BYTES, Flags.PROT_READ, Flags.MAP_SHARED)) {
            if (mapping.bytes().mismatch(bytes) >= 0) return "a mapping does not show bytes written before it";
            bytes.set(ValueLayout.JAVA_LONG_UNALIGNED, BYTES / 2, 0x1122334455667788L);
            file.write(BYTES / 2, bytes, BYTES / 2, Long.BYTES);
            return mapping.bytes().mismatch(bytes) >= 0 ? "a mapping does not show bytes written after it" : "";
        }
    }
}
