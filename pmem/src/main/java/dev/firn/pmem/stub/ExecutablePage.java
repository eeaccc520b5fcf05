package dev.firn.pmem.stub;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.firn.pmem.posix.ErrnoException;
import dev.firn.pmem.posix.Flags;
import dev.firn.pmem.posix.Sys;
import java.lang.foreign.MemorySegment;

/// One page of machine code: mapped to be written, filled, then mapped to be executed, never both.
///
/// It is never unmapped: a routine that a thread is just running must not go away.
final class ExecutablePage {
    private static final int BYTES = 4096;
    private static final int ALIGNMENT = 64;

    private final MemorySegment page;
    private long used;

    private ExecutablePage(MemorySegment page) {
        this.page = page;
    }

    static ExecutablePage allocate(Sys sys) throws ErrnoException {
        int anonymous = Flags.MAP_PRIVATE | Flags.MAP_ANONYMOUS;
        long address = sys.mmap(BYTES, Flags.PROT_READ | Flags.PROT_WRITE, anonymous, -1);
        if (address < 0) throw new ErrnoException("mmap", "a page for machine code", -address);
        return new ExecutablePage(MemorySegment.ofAddress(address).reinterpret(BYTES));
    }

    /// Adds a routine and returns where it begins. Not to be called after [#seal].
    MemorySegment add(byte[] code) {
        MemorySegment routine = page.asSlice(used, code.length);
        MemorySegment.copy(code, 0, routine, JAVA_BYTE, 0, code.length);
        used = (used + code.length + ALIGNMENT - 1) & -ALIGNMENT;
        return routine;
    }

    /// Makes it executable and read-only. The kernel synchronises the instruction cache, where that is needed, as it
    /// gives the right to execute.
    void seal(Sys sys) throws ErrnoException {
        int result = sys.mprotect(page.address(), BYTES, Flags.PROT_READ | Flags.PROT_EXEC);
        if (result < 0) throw refused(sys, -result);
    }

    private ErrnoException refused(Sys sys, int errno) {
        sys.munmap(page.address(), BYTES);
        return new ErrnoException("mprotect(PROT_EXEC)", "a page of machine code", errno);
    }
}
