package dev.firn.vm;

import dev.firn.examples.vm.DaxCheck;
import dev.firn.heap.Store;
import dev.firn.log.Log;
import dev.firn.pmem.Region;
import dev.firn.recovery.Recovery;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A machine with persistent memory: boots for one command and is gone.
final class Guest {
    static final Path HERE = Path.of("").toAbsolutePath();

    private Guest() {}

    /// What a run said (standard output, line by line) and how it ended.
    record Answer(int status, List<String> lines) {
        /// What follows `key` and a blank in the first line that begins so.
        String get(String key) {
            return lines.stream()
                    .filter(line -> line.startsWith(key + " "))
                    .map(line -> line.substring(key.length() + 1))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no line \"" + key + " ...\" in " + lines));
        }
    }

    /// Installs what a guest needs, where that is missing.
    static void setUp() throws IOException, InterruptedException {
        Answer answer = run(List.of(HERE.resolve("setup").toString()));
        if (answer.status != 0) throw new AssertionError("vm/setup failed; what is missing is named above");
    }

    /// @param state where the persistent memory's contents stay between boots
    static Answer boot(Path state, List<String> options, String command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(HERE.resolve("boot").toString()));
        words.addAll(List.of("--share", HERE.getParent().toString(), "--state", state.toString()));
        words.addAll(options);
        words.add(command);
        return run(words);
    }

    /// The command that runs a check in the guest.
    static String daxCheck(String arguments, String... jvmOptions) {
        return "%s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED %s -cp %s %s %s"
                .formatted(
                        quoted(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                        String.join(" ", jvmOptions),
                        quoted(classPath()),
                        DaxCheck.class.getName(),
                        arguments);
    }

    /// The command that runs a program of the heap's tests in the guest, compiler and all.
    static String heapTest(String program) {
        return "%s -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED -cp %s:%s %s"
                .formatted(
                        quoted(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                        quoted(classPath()),
                        Stream.of("heap/target/test-classes", "fault-injection/target/classes")
                                .map(classes -> quoted(HERE.getParent().resolve(classes).toString()))
                                .collect(Collectors.joining(":")),
                        program);
    }

    private static String classPath() {
        return Stream.of(DaxCheck.class, Region.class, Log.class, Recovery.class, Store.class)
                .map(Guest::home)
                .collect(Collectors.joining(":"));
    }

    private static String home(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static Answer run(List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var output = process.inputReader()) {
            List<String> lines = output.lines().toList();
            return new Answer(process.waitFor(), lines);
        } finally {
            process.destroy();
        }
    }
}
