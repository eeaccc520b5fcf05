package dev.firn.faultinjection.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// JVMs on this JVM's own class path that start in a fraction of the usual time: classes are loaded and linked from a
/// cache that a first run has written. Immutable.
///
/// The cache (of JDK 25's `-XX:AOTCache`) takes classes from jars only, so folders on the class path are packed first.
public final class QuickJvm {
    /// A first run that takes longer hangs.
    private static final int MOST_SECONDS = 120;

    private final List<String> options;
    private final String classPath;
    private final boolean cached;

    private QuickJvm(List<String> options, String classPath, boolean cached) {
        this.options = List.copyOf(options);
        this.classPath = classPath;
        this.cached = cached;
    }

    /// Packs the class path and runs `mainClass` once, to its end, to fill the cache. When that fails, JVMs start
    /// without one, at their usual speed.
    ///
    /// @param scratch a folder for the cache, which must stay as long as JVMs are started
    /// @param options for all of these JVMs; system properties that begin with `firn.` are handed on by themselves
    /// @param training arguments with which `mainClass` does a little of everything and ends by itself
    /// @throws IOException when `scratch` cannot be written
    public static QuickJvm prepare(Path scratch, List<String> options, String mainClass, List<String> training)
            throws IOException {
        Objects.requireNonNull(mainClass, "mainClass");
        var all = new ArrayList<>(List.of("-XX:+UseSerialGC"));
        all.addAll(ownProperties());
        all.addAll(options);
        var plain = new QuickJvm(all, ClassPathJars.pack(System.getProperty("java.class.path"), scratch), false);
        Path cache = scratch.resolve("classes.aot");
        if (!plain.train(cache, mainClass, training, scratch)) return plain;
        all.add("-XX:AOTCache=" + cache);
        return new QuickJvm(all, plain.classPath, true);
    }

    /// Whether there is a cache.
    public boolean cached() {
        return cached;
    }

    /// The same with further options for its JVMs.
    public QuickJvm with(String... more) {
        var all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new QuickJvm(all, classPath, cached);
    }

    /// The command that runs `mainClass`.
    public List<String> command(String mainClass, List<String> arguments) {
        return command(List.of(), mainClass, arguments);
    }

    private List<String> command(List<String> more, String mainClass, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(more);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return command;
    }

    private boolean train(Path cache, String mainClass, List<String> training, Path scratch) throws IOException {
        var command = command(List.of("-XX:AOTCacheOutput=" + cache), mainClass, training);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(scratch.resolve("training.txt").toFile())
                        .start();
        try {
            return process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0 && Files.exists(cache);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> ownProperties() {
        Stream<String> names = System.getProperties().stringPropertyNames().stream();
        return names.filter(name -> name.startsWith("firn."))
                .sorted()
                .map(name -> "-D" + name + "=" + System.getProperty(name))
                .toList();
    }
}
