package dev.firn.pmem.stub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// What a CPU can do, by the names of `/proc/cpuinfo`.
public final class CpuFlags {
    private static final int LEAF_BASIC = 1;
    private static final int LEAF_EXTENDED = 7;
    private static final int EBX = 1;
    private static final int EDX = 3;

    private CpuFlags() {}

    /// The flags of the first processor in a file like `/proc/cpuinfo` (`flags` on x86-64, `Features` on aarch64);
    /// empty when the file cannot be read.
    public static Set<String> ofCpuinfo(Path cpuinfo) {
        try (var lines = Files.lines(cpuinfo)) {
            return lines.filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim().split(" +"))
                    .map(words -> Arrays.stream(words).collect(Collectors.toUnmodifiableSet()))
                    .orElse(Set.of());
        } catch (IOException unreadable) {
            return Set.of();
        }
    }

    /// Whether the answers of `cpuid` to leaf 1 and leaf 7 (eax, ebx, ecx, edx each) say that the instruction exists.
    static boolean inCpuid(WriteBack instruction, int[] basic, int[] extended) {
        return switch (instruction) {
            case CLWB -> bit(extended[EBX], 24);
            case CLFLUSHOPT -> bit(extended[EBX], 23);
            case CLFLUSH -> bit(basic[EDX], 19);
            case DC_CVAP -> false;
        };
    }

    static int basicLeaf() {
        return LEAF_BASIC;
    }

    static int extendedLeaf() {
        return LEAF_EXTENDED;
    }

    private static boolean bit(int word, int index) {
        return (word >>> index & 1) != 0;
    }
}
