package dev.firn.bench.restart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Another JVM, with the same class path.
final class Child {
    private Child() {}

    static Process start(Class<?> main, String... args) throws IOException {
        var command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx1g"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
