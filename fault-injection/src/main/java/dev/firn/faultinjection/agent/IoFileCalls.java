package dev.firn.faultinjection.agent;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/// [FileCalls] for `java.io.File`.
public final class IoFileCalls {
    private IoFileCalls() {}

    @Instead(File.class)
    public static boolean renameTo(File source, File target) {
        return quietly(source.toPath(), () -> FileCalls.changed(target.toPath(), false, () -> source.renameTo(target)));
    }

    @Instead(File.class)
    public static boolean delete(File file) {
        return quietly(file.toPath(), file::delete);
    }

    @Instead(File.class)
    public static boolean createNewFile(File file) throws IOException {
        return FileCalls.changed(file.toPath(), false, file::createNewFile);
    }

    @Instead(File.class)
    public static boolean mkdir(File file) {
        return quietly(file.toPath(), file::mkdir);
    }

    @Instead(File.class)
    public static boolean mkdirs(File file) {
        return quietly(file.toPath(), file::mkdirs);
    }

    private static boolean quietly(Path path, FileCalls.Call<Boolean> call) {
        try {
            return FileCalls.changed(path, false, call);
        } catch (IOException e) {
            throw new AssertionError("java.io.File throws none", e);
        }
    }
}
