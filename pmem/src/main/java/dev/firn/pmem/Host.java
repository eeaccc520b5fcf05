package dev.firn.pmem;

import dev.firn.pmem.device.Device;
import dev.firn.pmem.posix.Libc;
import dev.firn.pmem.posix.Sys;
import dev.firn.pmem.stub.Libpmem2;
import dev.firn.pmem.stub.LineOps;
import dev.firn.pmem.stub.Stubs;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// What the machine and the JVM allow. The real one is asked once; tests make their own.
///
/// @param libc system calls, or why there are none
/// @param sysRoot where `/sys` is
/// @param mounts the lines of `/proc/self/mountinfo`
/// @param stub the line operations by machine code of our own
/// @param libpmem2 the line operations by that library
record Host(
        Reach libc,
        Path sysRoot,
        Supplier<List<String>> mounts,
        Supplier<Stubs.Outcome> stub,
        Supplier<Stubs.Outcome> libpmem2) {
    /// Whether the C library can be called.
    sealed interface Reach {
        record Granted(Sys sys) implements Reach {}

        record Denied(String why) implements Reach {}
    }

    static Host system() {
        return Real.HOST;
    }

    /// The same machine with other system calls.
    Host with(Sys sys) {
        return new Host(new Reach.Granted(sys), sysRoot, mounts, stub, libpmem2);
    }

    /// The same machine without any.
    Host withoutLibc(String why) {
        return new Host(new Reach.Denied(why), sysRoot, mounts, stub, libpmem2);
    }

    /// The same machine with other line operations.
    Host with(LineOps ops) {
        return new Host(libc, sysRoot, mounts, () -> new Stubs.Outcome.Ready(ops), libpmem2);
    }

    private static Host probe() {
        Reach libc = reachLibc();
        return switch (libc) {
            case Reach.Granted(Sys sys) ->
                    new Host(
                            libc,
                            Path.of("/sys"),
                            Device::mounts,
                            once(() -> Stubs.load(sys, System.getProperty("os.arch", ""))),
                            once(Libpmem2::load));
            case Reach.Denied(String why) ->
                    new Host(
                            libc,
                            Path.of("/sys"),
                            Device::mounts,
                            () -> new Stubs.Outcome.Refused(why),
                            () -> new Stubs.Outcome.Refused(why));
        };
    }

    /// The constants and structures we know are those of 64-bit Linux.
    private static Reach reachLibc() {
        String system = System.getProperty("os.name", "");
        boolean known = system.equals("Linux") && ValueLayout.ADDRESS.byteSize() == Long.BYTES;
        if (!known) return new Reach.Denied("system calls are known for 64-bit Linux, this is " + system);
        try {
            return new Reach.Granted(new Libc());
        } catch (LinkageError | RuntimeException denied) {
            Throwable cause = denied.getCause() != null ? denied.getCause() : denied;
            return new Reach.Denied(
                    "native access is not possible ("
                            + cause.getMessage()
                            + "); start java with --enable-native-access=dev.firn.pmem, or =ALL-UNNAMED on the class"
                            + " path");
        }
    }

    private static <T> Supplier<T> once(Supplier<T> source) {
        return new Supplier<>() {
            private T value;

            @Override
            public synchronized T get() {
                if (value == null) value = source.get();
                return value;
            }
        };
    }

    private static final class Real {
        static final Host HOST = probe();
    }
}
