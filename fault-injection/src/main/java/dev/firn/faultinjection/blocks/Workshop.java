package dev.firn.faultinjection.blocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A campaign's folder. Everything that a campaign leaves in the system, mounts, loop devices and a daemon, names files
/// in it, so it can be found and taken away: at the end, or by the next campaign when this one was killed.
final class Workshop implements AutoCloseable {
    private static final String PREFIX = "firn-blocks-";
    private static final String OWNER = "owner";

    private final Path folder;

    private Workshop(Path folder) {
        this.folder = folder;
    }

    /// A new one in `parent`, after those of dead campaigns have been taken away.
    static Workshop open(Path parent) throws IOException {
        clearDead(parent);
        // Its real path, since that is what the kernel reports.
        Path folder = Files.createTempDirectory(parent, PREFIX).toRealPath();
        Files.writeString(folder.resolve(OWNER), owner(ProcessHandle.current()));
        return new Workshop(folder);
    }

    /// A file or folder in it.
    Path at(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        clear(folder);
    }

    /// Takes away what campaigns left that were killed; returns how many.
    static int clearDead(Path parent) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(parent)) {
            folders =
                    all.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                            .filter(Workshop::isDead)
                            .toList();
        }
        for (Path folder : folders) clear(folder.toRealPath());
        return folders.size();
    }

    private static boolean isDead(Path folder) {
        try {
            String owner = Files.readString(folder.resolve(OWNER));
            Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(owner.split(" ")[0]));
            return process.isEmpty() || !owner(process.get()).equals(owner);
        } catch (IOException | NumberFormatException e) {
            return false; // Just being made, or none of ours.
        }
    }

    /// A process number may be used again, but not from the same moment on.
    private static String owner(ProcessHandle process) {
        return process.pid() + " " + process.info().startInstant().map(Object::toString).orElse("");
    }

    /// From the top down: a device must not vanish below a file system, nor the daemon's export, which is a file, below
    /// a device, which could not be told to be ours any more.
    private static void clear(Path folder) {
        for (Path mount : Leftovers.mounts(folder)) {
            if (Files.isDirectory(mount)) unmount(mount);
        }
        for (String device : Leftovers.loopDevices(folder)) Commands.attempt("losetup", List.of("-d", device));
        for (ProcessHandle daemon : Leftovers.daemons(folder)) end(daemon);
        for (Path mount : Leftovers.mounts(folder)) unmount(mount);
        delete(folder);
    }

    private static void unmount(Path mount) {
        if (Commands.attempt("umount", List.of(mount.toString())).code() == 0) return;
        Commands.attempt("umount", List.of("--lazy", mount.toString()));
    }

    private static void end(ProcessHandle daemon) {
        daemon.destroy();
        try {
            daemon.onExit().get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            daemon.destroyForcibly();
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        } catch (IOException e) {
            // What is still busy is found by the next campaign: its owner is dead by then.
        }
    }
}
