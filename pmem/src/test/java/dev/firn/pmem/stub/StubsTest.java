package dev.firn.pmem.stub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.pmem.posix.Errno;
import dev.firn.pmem.posix.ErrnoException;
import dev.firn.pmem.posix.Libc;
import dev.firn.pmem.posix.Sys;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The machine code at work, with each instruction this machine has.
class StubsTest {
    private static final String ARCHITECTURE = System.getProperty("os.arch");

    private Sys sys;

    @BeforeEach
    void requireLinux() {
        Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "system calls are known for Linux only");
        sys = new Libc();
    }

    @AfterEach
    void allowEverything() {
        System.clearProperty(Stubs.NO_CLWB);
        System.clearProperty(Stubs.NO_CLFLUSHOPT);
    }

    private LineOps ops(WriteBack instruction) throws ErrnoException {
        Assumptions.assumeTrue(
                CpuFlags.ofCpuinfo(Path.of("/proc/cpuinfo")).contains(instruction.flag()),
                "this processor has no " + instruction.flag());
        return StubOps.on(sys, instruction);
    }

    @ParameterizedTest
    @EnumSource(WriteBack.class)
    void everyInstructionPassesTheSelfTest(WriteBack instruction) throws ErrnoException {
        assertThat(SelfTest.passes(ops(instruction))).isTrue();
    }

    /// A self-test that cannot fail proves nothing.
    @Test
    void theSelfTestSeesWrongCode() throws ErrnoException {
        LineOps right = ops(WriteBack.CLFLUSH);
        LineOps wrong =
                new LineOps() {
                    @Override
                    public void copy(long target, MemorySegment source, long from, long length) {
                        right.copy(target, source, from, length == 20 ? 19 : length);
                    }

                    @Override
                    public void flush(long address, long length) {}

                    @Override
                    public void fence() {}

                    @Override
                    public String name() {
                        return "wrong";
                    }
                };
        assertThat(SelfTest.passes(wrong)).isFalse();
    }

    @Test
    void copiesLongerThanOneCallAreCutAtLines() throws ErrnoException {
        LineOps ops = ops(WriteBack.CLFLUSH);
        byte[] bytes = new byte[300_000];
        new Random(3).nextBytes(bytes);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(bytes.length + 128, 64);
            ops.copy(target.address() + 13, MemorySegment.ofArray(bytes), 0, bytes.length);
            ops.flush(target.address() + 13, bytes.length);
            ops.fence();
            assertThat(target.asSlice(13, bytes.length).mismatch(MemorySegment.ofArray(bytes))).isEqualTo(-1);
            assertThat(target.get(ValueLayout.JAVA_BYTE, 12)).isZero();
            assertThat(target.get(ValueLayout.JAVA_BYTE, 13 + bytes.length)).isZero();
        }
    }

    /// An aligned word is never seen half written, at whatever place in the range it lies.
    @Test
    void alignedWordsAreStoredWhole() throws Exception {
        LineOps ops = ops(WriteBack.CLFLUSH);
        MemorySegment zeros = MemorySegment.ofArray(new byte[200]);
        MemorySegment ones = MemorySegment.ofArray(new byte[200]).fill((byte) -1);
        try (Arena arena = Arena.ofShared()) {
            MemorySegment target = arena.allocate(256, 64);
            AtomicBoolean stop = new AtomicBoolean();
            Thread writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; !stop.get(); i++) {
                                    ops.copy(
                                            target.address() + 5,
                                            i % 2 == 0 ? ones : zeros,
                                            0,
                                            190); // unaligned at both ends
                                }
                            });
            long torn = 0;
            for (int i = 0; i < 200_000; i++) {
                long word = (long) ValueLayout.JAVA_LONG.varHandle().getAcquire(target, 8L + i % 23 * 8);
                if (word != 0 && word != -1) torn++;
            }
            stop.set(true);
            writer.join();
            assertThat(torn).isZero();
        }
    }

    @Test
    void forbiddenInstructionsAreNotUsed() {
        Assumptions.assumeTrue(ARCHITECTURE.equals("amd64"), "the properties concern x86-64");
        Set<String> flags = CpuFlags.ofCpuinfo(Path.of("/proc/cpuinfo"));
        Assumptions.assumeTrue(flags.contains("clwb") && flags.contains("clflushopt"), "this processor has not all");
        assertThat(loaded()).isEqualTo("clwb");
        System.setProperty(Stubs.NO_CLWB, "true");
        assertThat(loaded()).isEqualTo("clflushopt");
        System.setProperty(Stubs.NO_CLFLUSHOPT, "true");
        assertThat(loaded()).isEqualTo("clflush");
    }

    private String loaded() {
        return switch (Stubs.load(sys, ARCHITECTURE)) {
            case Stubs.Outcome.Ready(var ops) -> ops.name();
            case Stubs.Outcome.Refused(String why) -> why;
        };
    }

    /// SELinux and systemd's MemoryDenyWriteExecute refuse pages of code made at run time.
    @Test
    void aHostThatForbidsExecutionIsAReasonNotACrash() {
        assertThat(Stubs.load(refusing("mprotect"), ARCHITECTURE))
                .isInstanceOfSatisfying(
                        Stubs.Outcome.Refused.class,
                        refused -> assertThat(refused.why()).contains("mprotect(PROT_EXEC)", "EACCES"));
        assertThat(Stubs.load(refusing("mmap"), ARCHITECTURE)).isInstanceOf(Stubs.Outcome.Refused.class);
    }

    @Test
    void anUnknownArchitectureIsAReason() {
        assertThat(Stubs.load(sys, "riscv64"))
                .isInstanceOfSatisfying(
                        Stubs.Outcome.Refused.class, refused -> assertThat(refused.why()).contains("riscv64"));
    }

    @Test
    void whatCpuinfoShowsCpuidConfirms() throws ErrnoException {
        Assumptions.assumeTrue(ARCHITECTURE.equals("amd64"), "cpuid is an instruction of x86-64");
        int[] basic = StubOps.cpuid(sys, CpuFlags.basicLeaf(), 0);
        int[] extended = StubOps.cpuid(sys, CpuFlags.extendedLeaf(), 0);
        Set<String> flags = CpuFlags.ofCpuinfo(Path.of("/proc/cpuinfo"));
        for (WriteBack instruction : WriteBack.values()) {
            if (!flags.contains(instruction.flag())) continue; // a kernel may hide what a processor has
            assertThat(CpuFlags.inCpuid(instruction, basic, extended)).as(instruction.flag()).isTrue();
        }
    }

    @Test
    void theBitsOfCpuid() {
        int[] none = {0, 0, 0, 0};
        assertThat(CpuFlags.inCpuid(WriteBack.CLWB, none, new int[] {0, 1 << 24, 0, 0})).isTrue();
        assertThat(CpuFlags.inCpuid(WriteBack.CLWB, none, new int[] {-1, ~(1 << 24), -1, -1})).isFalse();
        assertThat(CpuFlags.inCpuid(WriteBack.CLFLUSHOPT, none, new int[] {0, 1 << 23, 0, 0})).isTrue();
        assertThat(CpuFlags.inCpuid(WriteBack.CLFLUSH, new int[] {0, 0, 0, 1 << 19}, none)).isTrue();
    }

    @Test
    void flagsOfRecordedProcessors(@TempDir Path directory) throws Exception {
        Path x86 =
                Files.writeString(
                        directory.resolve("x86"),
                        "processor\t: 0\nflags\t\t: fpu clflush clflushopt clwb\nbogomips\t: 1\n");
        Path arm = Files.writeString(directory.resolve("arm"), "processor\t: 0\nFeatures\t: fp asimd dcpop\n");
        assertThat(CpuFlags.ofCpuinfo(x86)).containsExactlyInAnyOrder("fpu", "clflush", "clflushopt", "clwb");
        assertThat(CpuFlags.ofCpuinfo(arm)).contains("dcpop");
        assertThat(CpuFlags.ofCpuinfo(directory.resolve("absent"))).isEmpty();
    }

    private Sys refusing(String call) {
        Class<?>[] types = {Sys.class};
        return (Sys)
                Proxy.newProxyInstance(
                        Sys.class.getClassLoader(),
                        types,
                        (_, method, args) -> {
                            boolean isLong = method.getReturnType() == long.class;
                            if (method.getName().equals(call))
                                return isLong ? (Object) (long) -Errno.EACCES : (Object) (-Errno.EACCES);
                            try {
                                return method.invoke(sys, args);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        });
    }
}
