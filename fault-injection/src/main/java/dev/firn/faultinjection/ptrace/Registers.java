package dev.firn.faultinjection.ptrace;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;

/// The registers of a stopped thread, as `PTRACE_GETREGS` lays them out on x86-64.
final class Registers {
    static final int BYTES = 27 * Long.BYTES;

    private static final int RIP = 16;
    private static final int FLAGS = 18;
    private static final int RSP = 19;

    /// Where each general register, by the number that instructions use, lies in the structure.
    private static final int[] GENERAL = {10, 11, 12, 5, 19, 4, 13, 14, 9, 8, 7, 6, 3, 2, 1, 0};

    private final MemorySegment registers;

    Registers(MemorySegment registers) {
        this.registers = registers;
    }

    long instructionPointer() {
        return registers.getAtIndex(JAVA_LONG, RIP);
    }

    long stackPointer() {
        return registers.getAtIndex(JAVA_LONG, RSP);
    }

    void clearFlag(long flag) {
        registers.setAtIndex(JAVA_LONG, FLAGS, registers.getAtIndex(JAVA_LONG, FLAGS) & ~flag);
    }

    long general(int number) {
        return registers.getAtIndex(JAVA_LONG, GENERAL[number]);
    }
}
