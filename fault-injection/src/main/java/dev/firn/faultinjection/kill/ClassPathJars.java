package dev.firn.faultinjection.kill;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes jars of the folders on a class path.
final class ClassPathJars {
    private ClassPathJars() {}

    /// `classPath` with each folder replaced by a jar of it in `target`. What is not there is left out.
    static String pack(String classPath, Path target) throws IOException {
        var packed = new ArrayList<Path>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(path)) packed.add(jar(path, target.resolve("part-" + packed.size() + ".jar")));
            else if (Files.exists(path)) packed.add(path);
        }
        return packed.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path jar(Path folder, Path jar) throws IOException {
        try {
            return write(folder, jar);
        } catch (IOException e) {
            throw new IOException(
                    "%s cannot be written: %s".formatted(jar, e.getMessage()), e); // JDK streams name no file
        }
    }

    private static Path write(Path folder, Path jar) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.setLevel(0); // It is read more often than it is written.
            for (Path file : files) {
                out.putNextEntry(new JarEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
