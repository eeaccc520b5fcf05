package dev.firn.faultinjection.blocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// An image of a device, mounted for as long as this is open.
final class MountedImage implements AutoCloseable {
    private final Path mount;

    private MountedImage(Path mount) {
        this.mount = mount;
    }

    /// @throws BlockRigException when the file system cannot be mounted
    static MountedImage open(Workshop workshop, BlockImage image, FileSystem fileSystem) throws IOException {
        Path file = workshop.at("cut.img");
        Path mount = Files.createDirectories(workshop.at("cut"));
        image.writeTo(file);
        String options = "loop," + fileSystem.mountOptions();
        Commands.run("mount", "-t", fileSystem.type(), "-o", options, file.toString(), mount.toString());
        return new MountedImage(mount);
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
