package dev.firn.pmem;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Runs a main class of the tests in a JVM of its own: another process, or one that may die.
final class ChildJvm {
    private ChildJvm() {}

    /// @param code the exit code
    /// @param output both streams
    record Result(int code, String output) {}

    static Result run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-Xmx128m",
                                "-XX:-CreateCoredumpOnCrash",
                                "-XX:ErrorFile=/dev/null",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        return new Result(process.waitFor(), output);
    }
}
