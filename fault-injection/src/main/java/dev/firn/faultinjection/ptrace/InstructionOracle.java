package dev.firn.faultinjection.ptrace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Steps the thread of a [SteppedSubject] through its window, instruction by instruction, and tells whether the machine
/// did what the recorder believes: that the JIT removed no store, merged none and reordered none.
///
/// The subject runs in a process of its own; both map the same file. Linux on x86-64 only. A step costs some 30
/// microseconds, so windows should be thousands of instructions long, not millions.
public final class InstructionOracle {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private InstructionOracle() {}

    /// Why it cannot work here, or null when it can, as far as one can tell without trying.
    public static String whyNot() {
        return Kernel.whyNot();
    }

    /// Runs it.
    ///
    /// @param image where the subject may make its file; on a file system in memory
    /// @param options further options of the subject's JVM, such as `-Xint` or `-XX:TieredStopAtLevel=1`; it has
    ///     `-Xbatch`, so that what was called often is compiled when the window begins
    /// @throws OracleUnavailableException when this machine cannot do it
    public static SteppedRun step(Class<? extends SteppedSubject> subject, Path image, String... options)
            throws IOException, InterruptedException {
        if (whyNot() != null) throw new OracleUnavailableException(whyNot());
        Path control = image.resolveSibling(image.getFileName() + ".control");
        Path believed = image.resolveSibling(image.getFileName() + ".believed");
        Path log = image.resolveSibling(image.getFileName() + ".log");
        try (var words = new Control(control)) {
            var process = start(subject, List.of(image, control, believed), log, options);
            try {
                return watch(process, words, image, believed);
            } catch (SubjectEndedException e) {
                process.waitFor();
                throw new IOException(
                        "the subject ended with %d: %s".formatted(process.exitValue(), Files.readString(log)));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static SteppedRun watch(Process process, Control control, Path image, Path believed)
            throws IOException, InterruptedException, SubjectEndedException {
        awaitReady(process, control);
        var seen = new ArrayList<Seen>();
        long[] before;
        long instructions;
        try (var watch = new Watch(image, control.length());
                var stepper = new Stepper(control.thread())) {
            before = watch.words();
            control.enter(Control.GO);
            instructions = walk(stepper, control, watch, seen);
        }
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new SubjectEndedException();
        }
        var events = Believed.read(believed);
        var disagreements = Agreement.check(events, before, seen);
        return new SteppedRun(
                instructions,
                1
                        + (int)
                                seen.stream()
                                        .filter(Seen.Changed.class::isInstance)
                                        .mapToLong(Seen::instruction)
                                        .distinct()
                                        .count(),
                (int) seen.stream().filter(Seen.Fence.class::isInstance).count(),
                (int) seen.stream().filter(Seen.WriteBack.class::isInstance).count(),
                events.size(),
                disagreements);
    }

    /// Steps from the beginning of the window to its end. Returns the instructions inside.
    private static long walk(Stepper stepper, Control control, Watch watch, List<Seen> seen)
            throws SubjectEndedException {
        long instructions = 0;
        long address = control.address();
        while (true) {
            long phase = control.phase();
            if (phase == Control.DONE) return instructions;
            if (phase == Control.INSIDE) instructions++;
            var registers = stepper.registers();
            long pointer = registers.instructionPointer();
            long code = stepper.peek(pointer);
            var instruction = Instruction.of(code);
            switch (instruction) {
                case FENCE -> seen.add(new Seen.Fence(instructions));
                case WRITE_BACK -> {
                    long at = Instruction.operand(code, registers) - address;
                    if (at >= 0 && at < control.length()) seen.add(new Seen.WriteBack(instructions, at));
                }
                case PUSH_FLAGS, OTHER -> {}
            }
            if (!stepper.step()) throw new SubjectEndedException();
            if (instruction == Instruction.PUSH_FLAGS) stepper.hideTrapFlag(pointer);
            watch.look(instructions, seen);
        }
    }

    private static void awaitReady(Process process, Control control)
            throws InterruptedException, SubjectEndedException {
        while (control.phase() != Control.READY) {
            if (process.waitFor(1, TimeUnit.MILLISECONDS)) throw new SubjectEndedException();
        }
    }

    private static Process start(Class<?> subject, List<Path> files, Path log, String... options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m", "-XX:+UseSerialGC", "-Xbatch"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath(), SubjectMain.class.getName(), subject.getName()));
        for (var file : files) command.add(file.toString());
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        return System.getProperty("java.class.path") + (modules.isEmpty() ? "" : java.io.File.pathSeparator + modules);
    }

    private static final class SubjectEndedException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
