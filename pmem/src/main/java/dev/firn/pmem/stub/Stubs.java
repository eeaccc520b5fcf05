package dev.firn.pmem.stub;

import dev.firn.pmem.posix.ErrnoException;
import dev.firn.pmem.posix.Sys;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Makes the line operations of this machine: asks the CPU, writes the best routine it can run, and tries it out.
public final class Stubs {
    /// A property of this name set to `true` keeps `clwb` from being used; likewise `firn.pmem.noClflushopt`.
    public static final String NO_CLWB = "firn.pmem.noClwb";

    public static final String NO_CLFLUSHOPT = "firn.pmem.noClflushopt";

    private static final Path CPUINFO = Path.of("/proc/cpuinfo");

    private Stubs() {}

    /// Line operations that were tried out, or why there are none.
    public sealed interface Outcome {
        record Ready(LineOps ops) implements Outcome {}

        record Refused(String why) implements Outcome {}
    }

    /// @param architecture as in the system property `os.arch`
    public static Outcome load(Sys sys, String architecture) {
        try {
            Set<WriteBack> allowed = allowed(sys, architecture);
            if (allowed.isEmpty()) return new Outcome.Refused("no cache-line write-back is known for " + architecture);
            StubOps ops = StubOps.on(sys, allowed.iterator().next());
            return SelfTest.passes(ops)
                    ? new Outcome.Ready(ops)
                    : new Outcome.Refused("the machine code failed its self-test");
        } catch (ErrnoException refused) {
            return new Outcome.Refused(refused.getMessage());
        }
    }

    /// The instructions this machine has and nobody has forbidden, best first.
    private static Set<WriteBack> allowed(Sys sys, String architecture) throws ErrnoException {
        Set<WriteBack> present =
                switch (architecture) {
                    case "amd64", "x86_64" -> onX86(sys, CpuFlags.ofCpuinfo(CPUINFO));
                    case "aarch64" -> onArm64(CpuFlags.ofCpuinfo(CPUINFO));
                    default -> EnumSet.noneOf(WriteBack.class);
                };
        if (Boolean.getBoolean(NO_CLWB)) present.remove(WriteBack.CLWB);
        if (Boolean.getBoolean(NO_CLFLUSHOPT)) present.remove(WriteBack.CLFLUSHOPT);
        return present;
    }

    /// What the CPU says and the kernel does not deny: a hypervisor may hide an instruction from one of the two.
    private static Set<WriteBack> onX86(Sys sys, Set<String> cpuinfo) throws ErrnoException {
        int[] basic = StubOps.cpuid(sys, CpuFlags.basicLeaf(), 0);
        int[] extended = StubOps.cpuid(sys, CpuFlags.extendedLeaf(), 0);
        Set<WriteBack> present = EnumSet.noneOf(WriteBack.class);
        for (WriteBack instruction : List.of(WriteBack.CLWB, WriteBack.CLFLUSHOPT, WriteBack.CLFLUSH)) {
            boolean known = cpuinfo.isEmpty() || cpuinfo.contains(instruction.flag());
            if (known && CpuFlags.inCpuid(instruction, basic, extended)) present.add(instruction);
        }
        return present;
    }

    private static Set<WriteBack> onArm64(Set<String> cpuinfo) {
        return cpuinfo.contains(WriteBack.DC_CVAP.flag())
                ? EnumSet.of(WriteBack.DC_CVAP)
                : EnumSet.noneOf(WriteBack.class);
    }
}
