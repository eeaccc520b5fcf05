package dev.firn.faultinjection.blocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A file system whose device logs every write and flush: a storage daemon exports a file as another file, through a
/// layer that logs, and a loop device makes a device of that.
final class LoggedDevice implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process daemon;
    private final Path log;
    private final Path mount;
    private String device = "";
    private boolean mounted;

    private LoggedDevice(Process daemon, Path log, Path mount) {
        this.daemon = daemon;
        this.log = log;
        this.mount = mount;
    }

    /// Starts logging what is done to the device in the file `disk`, and mounts it.
    static LoggedDevice open(Workshop workshop, Path disk, FileSystem fileSystem) throws IOException {
        Path log = Files.write(workshop.at("writes.log"), new byte[0]);
        Path export = Files.write(workshop.at("export"), new byte[0]);
        Path mount = Files.createDirectories(workshop.at("worked"));
        var logged = new LoggedDevice(daemon(workshop, disk, log, export), log, mount);
        try {
            logged.awaitExport(export, Files.size(disk), workshop.at("daemon.txt"));
            logged.device = Commands.run("losetup", "--find", "--show", export.toString());
            Commands.run(
                    "mount", "-t", fileSystem.type(), "-o", fileSystem.mountOptions(), logged.device, mount.toString());
            logged.mounted = true;
            return logged;
        } catch (IOException | RuntimeException e) {
            logged.close();
            throw e;
        }
    }

    private static Process daemon(Workshop workshop, Path disk, Path log, Path export) throws IOException {
        var command =
                List.of(
                        BlockTools.daemon(),
                        "--blockdev",
                        "driver=file,node-name=disk,filename=" + disk,
                        "--blockdev",
                        "driver=file,node-name=log,filename=" + log,
                        "--blockdev",
                        "driver=blklogwrites,node-name=logged,file=disk,log=log,log-sector-size=512",
                        "--export",
                        "type=fuse,id=export,node-name=logged,writable=on,mountpoint=" + export);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(workshop.at("daemon.txt").toFile())
                .start();
    }

    private void awaitExport(Path export, long size, Path said) throws IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (Files.size(export) != size) {
            if (!daemon.isAlive() || System.nanoTime() > until) {
                throw new BlockRigException("the storage daemon exports nothing: " + Files.readString(said).strip());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BlockRigException("interrupted", e);
        }
    }

    /// Where it is mounted.
    Path mount() {
        return mount;
    }

    /// The log, which is complete after [#close].
    Path log() {
        return log;
    }

    /// How long the log is: entries that begin before that are of things done before this call.
    long position() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new BlockRigException("the log of writes is gone", e);
        }
    }

    /// Unmounts it and ends the log.
    @Override
    public void close() {
        if (mounted) Commands.run("umount", mount.toString());
        mounted = false;
        if (!device.isEmpty()) Commands.run("losetup", "-d", device);
        device = "";
        daemon.destroy(); // SIGTERM: it writes the log's head and unmounts its export.
        Commands.await(daemon);
    }
}
