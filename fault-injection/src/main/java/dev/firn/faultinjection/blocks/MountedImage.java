package dev.firn.faultinjection.blocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// An image of a device, mounted for as long as this is open.
final class MountedImage implements AutoCloseable {
    private final Path mount;
    private final boolean repaired;

    private MountedImage(Path mount, boolean repaired) {
        this.mount = mount;
        this.repaired = repaired;
    }

    /// @throws BlockRigException when the file system cannot be mounted, nor repaired
    static MountedImage open(Workshop workshop, BlockImage image, FileSystem fileSystem) throws IOException {
        Path file = workshop.at("cut.img");
        Path mount = Files.createDirectories(workshop.at("cut"));
        image.writeTo(file);
        var command =
                List.of(
                        "-t",
                        fileSystem.type(),
                        "-o",
                        "loop," + fileSystem.mountOptions(),
                        file.toString(),
                        mount.toString());
        if (Commands.attempt("mount", command).code() == 0) return new MountedImage(mount, false);
        repair(file, fileSystem.repair());
        Commands.run("mount", command.toArray(String[]::new));
        return new MountedImage(mount, true);
    }

    private static void repair(Path file, List<String> command) {
        if (command.isEmpty()) return;
        var arguments = new ArrayList<>(command.subList(1, command.size()));
        arguments.add(file.toString());
        Commands.attempt(command.getFirst(), arguments);
    }

    /// Whether it could be mounted only after its repair tool had been at it.
    boolean repaired() {
        return repaired;
    }

    Path mount() {
        return mount;
    }

    /// Unmounts it. Somebody may look at any new mount for a moment, so a busy one is tried again.
    @Override
    public void close() {
        for (int attempt = 1; ; attempt++) {
            Commands.Result result = Commands.attempt("umount", List.of(mount.toString()));
            if (result.code() == 0) return;
            if (attempt == 50) throw new BlockRigException("umount: " + result.said());
            LockSupport.parkNanos(20_000_000);
        }
    }
}
