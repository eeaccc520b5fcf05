package dev.firn.pmem.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A `/sys` and the mounts of a machine, recorded as text: `file PATH CONTENT`, `link PATH TARGET`,
/// `mount NUMBER POINT FILESYSTEM SOURCE OPTIONS`, `# comment`.
public record RecordedSys(Path root, List<String> mountinfo) {
    /// Lays the recording `name` out below `root`.
    public static RecordedSys unpack(String name, Path root) throws IOException {
        List<String> mounts = new ArrayList<>();
        try (var in = RecordedSys.class.getResourceAsStream("/sys/" + name + ".tree")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                String[] words = line.split(" ", 3);
                switch (words[0]) {
                    case "file" -> Files.writeString(made(root.resolve(words[1])), words[2] + "\n");
                    case "link" -> Files.createSymbolicLink(made(root.resolve(words[1])), root.resolve(words[2]));
                    case "mount" -> mounts.add(mountinfo(line.split(" ")));
                    default -> {}
                }
            }
        }
        return new RecordedSys(root, mounts);
    }

    private static Path made(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        return path;
    }

    private static String mountinfo(String[] words) {
        return "29 1 %s / %s %s shared:1 - %s %s rw".formatted(words[1], words[2], words[5], words[3], words[4]);
    }
}
