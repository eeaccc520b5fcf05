package dev.firn.faultinjection.ptrace;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;

/// Holds one thread of another process and lets it go instruction by instruction. To be used by the platform thread
/// that made it, since the kernel knows tracers by thread.
final class Stepper implements AutoCloseable {
    private static final int PEEK = 1;
    private static final int POKE = 4;
    private static final int SINGLE_STEP = 9;
    private static final int GET_REGISTERS = 12;
    private static final int SET_REGISTERS = 13;
    private static final int DETACH = 17;
    private static final int SEIZE = 0x4206;
    private static final int INTERRUPT = 0x4207;
    private static final int WAIT_ALL = 0x40000000;
    private static final int SIGTRAP = 5;
    private static final long TRAP_FLAG = 0x100;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
    private final MemorySegment status = arena.allocate(JAVA_LONG);
    private final MemorySegment word = arena.allocate(JAVA_LONG);
    private final MemorySegment structure = arena.allocate(Registers.BYTES, Long.BYTES);
    private final Registers registers = new Registers(structure);
    private final int thread;
    private int signal;

    /// Stops `thread`.
    ///
    /// @throws OracleUnavailableException when the kernel does not allow it
    Stepper(int thread) {
        this.thread = thread;
        long seized = ptrace(SEIZE, 0, 0);
        if (seized < 0) {
            arena.close();
            throw new OracleUnavailableException(
                    "ptrace of thread %d was refused (errno %d); see kernel.yama.ptrace_scope"
                            .formatted(thread, -seized));
        }
        require(ptrace(INTERRUPT, 0, 0), "interrupt");
        await();
    }

    /// One instruction. False when the thread has ended.
    boolean step() {
        require(ptrace(SINGLE_STEP, 0, signal), "single step");
        return await();
    }

    /// The registers of the stopped thread, read anew.
    Registers registers() {
        require(ptrace(GET_REGISTERS, 0, structure.address()), "read of registers");
        return registers;
    }

    /// Eight bytes of the process at `address`.
    long peek(long address) {
        require(ptrace(PEEK, address, word.address()), "read of memory");
        return word.get(JAVA_LONG, 0);
    }

    /// After a `PUSHF` at `pointer`: takes the flag by which we step out of what was saved. Otherwise the thread would
    /// trap, and with it its process die, when the flags are restored after we have let it go.
    void hideTrapFlag(long pointer) {
        if (registers().instructionPointer() != pointer + 1) return;
        long top = registers.stackPointer();
        require(ptrace(POKE, top, peek(top) & ~TRAP_FLAG), "write of memory");
    }

    /// Lets the thread go. The kernel takes its trap flag for the thread's own once a `POPF` was stepped over, so it is
    /// taken away by hand.
    @Override
    public void close() {
        if (ptrace(GET_REGISTERS, 0, structure.address()) >= 0) {
            registers.clearFlag(TRAP_FLAG);
            ptrace(SET_REGISTERS, 0, structure.address());
        }
        ptrace(DETACH, 0, signal);
        arena.close();
    }

    /// A trap is ours; any other signal is the JVM's (it uses them) and goes on with the next step.
    private boolean await() {
        require(Kernel.call(state, Kernel.WAIT4, thread, status.address(), WAIT_ALL, 0), "wait");
        int stopped = status.get(JAVA_INT, 0);
        if ((stopped & 0xFF) != 0x7F) return false;
        int by = stopped >> 8 & 0xFF;
        signal = by == SIGTRAP ? 0 : by;
        return true;
    }

    private long ptrace(int request, long address, long data) {
        return Kernel.call(state, Kernel.PTRACE, request, thread, address, data);
    }

    private void require(long result, String what) {
        if (result < 0)
            throw new IllegalStateException("%s of thread %d failed, errno %d".formatted(what, thread, -result));
    }
}
