package dev.firn.faultinjection.ptrace;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// Linux system calls by number, as x86-64 counts them.
final class Kernel {
    static final int WAIT4 = 61;
    static final int PTRACE = 101;
    static final int GETTID = 186;

    private static final MethodHandle SYSCALL;
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

    static {
        var linker = Linker.nativeLinker();
        var syscall =
                FunctionDescriptor.of(
                        JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        SYSCALL =
                linker.downcallHandle(
                        linker.defaultLookup().findOrThrow("syscall"),
                        syscall,
                        Linker.Option.captureCallState("errno"));
    }

    private Kernel() {}

    /// Why nothing here can work, or null.
    static String whyNot() {
        String os = System.getProperty("os.name");
        String arch = System.getProperty("os.arch");
        if (!os.equals("Linux") || !arch.equals("amd64"))
            return "threads are stepped on Linux x86-64 only, not " + os + " " + arch;
        return Kernel.class.getModule().isNativeAccessEnabled()
                ? null
                : "stepping needs --enable-native-access for " + Kernel.class.getModule();
    }

    /// The number of the calling thread, as the kernel knows it.
    static int threadId() {
        try (var arena = java.lang.foreign.Arena.ofConfined()) {
            return (int) call(arena.allocate(Linker.Option.captureStateLayout()), GETTID, 0, 0, 0, 0);
        }
    }

    /// The result, or the negative errno.
    static long call(MemorySegment state, long number, long first, long second, long third, long fourth) {
        try {
            long result = (long) SYSCALL.invokeExact(state, number, first, second, third, fourth, 0L, 0L);
            return result >= 0 ? result : -(int) ERRNO.get(state, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
