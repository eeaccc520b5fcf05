package dev.firn.faultinjection.blocks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The programs of the operating system that a [BlockCampaign] needs.
public final class BlockTools {
    private static final String DAEMON = "qemu-storage-daemon";
    private static final List<String> PLACES =
            List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin", "/usr/local/bin");

    private BlockTools() {}

    /// What is missing for a campaign on that file system, and what to do about it; empty when nothing is.
    public static Optional<String> missing(FileSystem fileSystem) {
        if (!System.getProperty("os.name").equals("Linux")) return Optional.of("it needs Linux");
        var missing = new ArrayList<String>();
        for (String name : List.of(DAEMON, "losetup", "mount", "umount", fileSystem.maker())) {
            if (find(name).isEmpty()) missing.add(name);
        }
        if (!missing.isEmpty()) {
            return Optional.of(
                    "no %s; fault-injection/blocks/install.sh installs what is missing (Debian, Ubuntu)"
                            .formatted(String.join(", ", missing)));
        }
        if (!isRoot()) return Optional.of("mounting needs root");
        for (String device : List.of("/dev/fuse", "/dev/loop-control")) {
            if (!Files.isWritable(Path.of(device))) return Optional.of("no access to " + device);
        }
        return Optional.empty();
    }

    /// Where a program is.
    static Optional<Path> find(String name) {
        return PLACES.stream().map(place -> Path.of(place, name)).filter(Files::isExecutable).findFirst();
    }

    static String daemon() {
        return path(DAEMON);
    }

    /// @throws BlockRigException when it is missing
    static String path(String name) {
        return find(name).orElseThrow(() -> new BlockRigException("no program " + name)).toString();
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (Exception e) {
            return false; // Whoever cannot tell is not.
        }
    }
}
