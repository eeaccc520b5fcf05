package dev.firn.pmem.device;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A `/sys`, the real one or a recorded one. Whatever cannot be read is simply not known.
///
/// @param root its directory
record SysTree(Path root) {
    /// The trimmed text of a small file.
    static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file).trim());
        } catch (IOException | SecurityException unreadable) {
            return Optional.empty();
        }
    }

    static OptionalLong number(Path file) {
        try {
            return text(file).map(text -> OptionalLong.of(Long.decode(text))).orElse(OptionalLong.empty());
        } catch (NumberFormatException other) {
            return OptionalLong.empty();
        }
    }

    static OptionalInt integer(Path file) {
        OptionalLong number = number(file);
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    static boolean is(Path file, String value) {
        return text(file).filter(value::equals).isPresent();
    }

    /// The directory's entries whose names begin with `prefix`, in order of name.
    static List<Path> entries(Path directory, String prefix) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, prefix + "*")) {
            entries.forEach(found::add);
        } catch (IOException | SecurityException unreadable) {
            return List.of();
        }
        found.sort(null);
        return found;
    }

    /// The directory of a block device: by number, or by the name that a mount gives as its source.
    Optional<Path> block(DeviceId id, String source) {
        return real(root.resolve("dev/block/" + id.major() + ":" + id.minor()))
                .or(() ->
                        source.startsWith("/dev/")
                                ? real(root.resolve("class/block/" + source.substring("/dev/".length())))
                                : Optional.empty());
    }

    List<Path> regions() {
        return entries(root.resolve("bus/nd/devices"), "region");
    }

    Path dimm(String name) {
        return root.resolve("bus/nd/devices").resolve(name);
    }

    static Optional<Path> real(Path link) {
        try {
            return Optional.of(link.toRealPath());
        } catch (IOException | SecurityException absent) {
            return Optional.empty();
        }
    }
}
