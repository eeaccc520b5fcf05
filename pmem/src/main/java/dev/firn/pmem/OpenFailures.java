package dev.firn.pmem;

import dev.firn.pmem.RegionOpenException.Reason;
import dev.firn.pmem.posix.Errno;
import dev.firn.pmem.posix.ErrnoException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Says why a file cannot be opened, and what to do about it.
final class OpenFailures {
    private OpenFailures() {}

    /// Refuses what is not a regular file, before anything is opened: opening a pipe would wait for its other end.
    static void requireRegularFile(Path path) {
        if (Files.isRegularFile(path)) return;
        if (Files.isDirectory(path)) {
            throw new RegionOpenException(
                    Reason.IS_DIRECTORY, path + " is a directory; name a file, for example inside it", null);
        }
        if (Files.exists(path)) {
            throw new RegionOpenException(
                    Reason.NOT_A_FILE,
                    path + " is neither a file nor a directory (a device, a pipe or a socket); name a regular file",
                    null);
        }
        if (Files.isSymbolicLink(path)) {
            throw new RegionOpenException(
                    Reason.MISSING, path + " is a symbolic link to a file that does not exist; correct the link", null);
        }
        throw new RegionOpenException(
                Reason.MISSING, path + " does not exist; create it first, or correct the name", null);
    }

    static RegionOpenException of(Path path, IOException failure) {
        Reason reason = reason(failure);
        return new RegionOpenException(
                reason, "%s cannot be opened: %s; %s".formatted(path, words(failure), advice(reason, path)), failure);
    }

    private static String words(IOException failure) {
        return failure instanceof ErrnoException ? failure.getMessage() : failure.toString();
    }

    private static Reason reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> Reason.MISSING;
            case FileAlreadyExistsException _ -> Reason.EXISTS;
            case AccessDeniedException _ -> Reason.NO_PERMISSION;
            case FileSystemException e when String.valueOf(e.getReason()).contains("Read-only") -> Reason.NO_PERMISSION;
            case ErrnoException e ->
                    switch (e.errno()) {
                        case Errno.ENOENT -> Reason.MISSING;
                        case Errno.EEXIST -> Reason.EXISTS;
                        case Errno.EISDIR -> Reason.IS_DIRECTORY;
                        case Errno.EACCES, Errno.EPERM, Errno.EROFS -> Reason.NO_PERMISSION;
                        default -> Reason.IO;
                    };
            default -> Reason.IO;
        };
    }

    private static String advice(Reason reason, Path path) {
        return switch (reason) {
            case MISSING -> "create the directory or the file first, or correct the name";
            case EXISTS -> "open the existing file instead, or choose another name";
            case IS_DIRECTORY -> "name a file, for example inside it";
            case NOT_A_FILE -> "name a regular file";
            case NO_PERMISSION ->
                    Files.exists(path)
                            ? "give this user the right to write it and its directory, or open it readOnly"
                            : "give this user the right to write its directory, or choose another one";
            case LOCKED -> "close it where it is open";
            case BACKEND_UNAVAILABLE, GRANULARITY_NOT_SUPPORTED -> "choose other options";
            case IO -> "check the device and the file system";
        };
    }
}
