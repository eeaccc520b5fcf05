package dev.firn.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// How a child JVM is started.
///
/// @param mainClass its main class, on this JVM's own class path
/// @param jvmOptions options for its JVM
/// @param arguments what comes before the store's file among its arguments
record ChildCommand(String mainClass, List<String> jvmOptions, List<String> arguments) {
    /// A JVM that starts fast and stays small: it lives for seconds and does simple things.
    private static final List<String> QUICK =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-Xmx128m");

    ChildCommand {
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
    }

    /// The command line for a child that works on `store`. System properties of ours are handed on.
    List<String> line(Path store) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(QUICK);
        line.addAll(ownProperties().toList());
        line.addAll(jvmOptions);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        line.addAll(arguments);
        line.add(store.toString());
        return line;
    }

    private static Stream<String> ownProperties() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("firn."))
                .sorted()
                .map(name -> "-D" + name + "=" + System.getProperty(name));
    }
}
