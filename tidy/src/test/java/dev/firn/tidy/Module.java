package dev.firn.tidy;

import java.util.List;
import java.util.stream.Stream;

/// The modules of Firn and what each may see of the others. The picture is in the design; this is its one copy in code.
enum Module {
    PMEM("pmem"),
    FAULT_INJECTION("faultinjection", PMEM),
    LOG("log", PMEM),
    RECOVERY("recovery", PMEM, LOG),
    HEAP("heap", PMEM, LOG, RECOVERY),
    MICROMETER("micrometer", PMEM, LOG, RECOVERY, HEAP),
    FLASHTIER("flashtier", PMEM, LOG),
    CLI("cli", PMEM, LOG, RECOVERY, HEAP, FLASHTIER, FAULT_INJECTION),
    EXAMPLES("examples", PMEM, LOG, RECOVERY, HEAP, FLASHTIER, FAULT_INJECTION),
    BENCH("bench", PMEM, LOG, RECOVERY, HEAP, FLASHTIER, FAULT_INJECTION);

    /// What somebody's program carries along when it uses durable collections.
    static final List<Module> CORE = List.of(PMEM, LOG, RECOVERY, HEAP);

    /// Everything that is a library, and so may be inside a program it knows nothing about.
    static final List<Module> LIBRARIES = List.of(PMEM, FAULT_INJECTION, LOG, RECOVERY, HEAP, MICROMETER, FLASHTIER);

    final String packages;
    private final List<Module> visible;

    Module(String name, Module... visible) {
        this.packages = "dev.firn." + name + "..";
        this.visible = List.of(visible);
    }

    List<Module> hidden() {
        return Stream.of(values()).filter(other -> other != this && !visible.contains(other)).toList();
    }

    static String[] packagesOf(List<Module> modules) {
        return modules.stream().map(module -> module.packages).toArray(String[]::new);
    }

    static String[] packagesOfAllBut(Module... excepted) {
        List<Module> without = List.of(excepted);
        return packagesOf(Stream.of(values()).filter(module -> !without.contains(module)).toList());
    }
}
