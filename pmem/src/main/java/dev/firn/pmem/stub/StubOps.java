package dev.firn.pmem.stub;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.firn.pmem.posix.Downcalls;
import dev.firn.pmem.posix.ErrnoException;
import dev.firn.pmem.posix.Sys;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The line operations by machine code of our own.
///
/// The calls are critical: the thread does not leave its Java state, which makes them as cheap as 3-11 ns and lets
/// `copy` read a heap array in place. It also means that a safepoint waits for them, so each does at most
/// [#MOST_BYTES].
final class StubOps implements LineOps {
    static final long MOST_BYTES = 64 << 10;

    private static final long LINE_MASK = 63;

    private static final Linker LINKER = Linker.nativeLinker();
    // The function's address is an argument, so that the handles are constants which the JIT folds.
    private static final MethodHandle COPY =
            LINKER.downcallHandle(
                    FunctionDescriptor.ofVoid(JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG), Linker.Option.critical(true));
    private static final MethodHandle FLUSH =
            LINKER.downcallHandle(FunctionDescriptor.ofVoid(JAVA_LONG, JAVA_LONG), Linker.Option.critical(false));
    private static final MethodHandle FENCE =
            LINKER.downcallHandle(FunctionDescriptor.ofVoid(), Linker.Option.critical(false));

    private final MemorySegment copy;
    private final MemorySegment flush;
    private final MemorySegment fence;
    private final WriteBack instruction;

    private StubOps(ExecutablePage page, WriteBack instruction) {
        boolean arm = instruction == WriteBack.DC_CVAP;
        this.copy = page.add(arm ? Arm64Code.copy() : X86Code.copy(instruction));
        this.flush = page.add(arm ? Arm64Code.flush() : X86Code.flush(instruction));
        this.fence = page.add(arm ? Arm64Code.fence() : X86Code.fence());
        this.instruction = instruction;
    }

    static StubOps on(Sys sys, WriteBack instruction) throws ErrnoException {
        ExecutablePage page = ExecutablePage.allocate(sys);
        StubOps ops = new StubOps(page, instruction);
        page.seal(sys);
        return ops;
    }

    @Override
    public void copy(long target, MemorySegment source, long from, long length) {
        try {
            for (long done = 0; done < length; ) {
                // Parts end where a line ends, so that no word is cut in two by a part's border.
                long part = Math.min(MOST_BYTES - ((target + done) & LINE_MASK), length - done);
                COPY.invokeExact(copy, target + done, source, from + done, part);
                done += part;
            }
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        }
    }

    @Override
    public void flush(long address, long length) {
        try {
            for (long done = 0; done < length; done += MOST_BYTES) {
                FLUSH.invokeExact(flush, address + done, Math.min(MOST_BYTES, length - done));
            }
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        }
    }

    @Override
    public void fence() {
        try {
            FENCE.invokeExact(fence);
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        }
    }

    @Override
    public String name() {
        return instruction.flag();
    }

    /// Asks the CPU itself. x86-64 only.
    static int[] cpuid(Sys sys, int leaf, int subleaf) throws ErrnoException {
        ExecutablePage page = ExecutablePage.allocate(sys);
        MemorySegment routine = page.add(X86Code.cpuid());
        page.seal(sys);
        MethodHandle call =
                LINKER.downcallHandle(
                        FunctionDescriptor.ofVoid(JAVA_INT, JAVA_INT, ADDRESS), Linker.Option.critical(true));
        int[] answer = new int[4];
        try {
            call.invokeExact(routine, leaf, subleaf, MemorySegment.ofArray(answer));
        } catch (Throwable thrown) {
            throw Downcalls.impossible(thrown);
        }
        return answer;
    }
}
