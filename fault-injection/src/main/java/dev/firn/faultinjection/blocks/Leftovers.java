package dev.firn.faultinjection.blocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Finds what in the running system has to do with a folder.
final class Leftovers {
    private Leftovers() {}

    /// Mount points in it, the last one first. The export of a daemon is one as well; it is below the others.
    static List<Path> mounts(Path folder) {
        return lines(Path.of("/proc/self/mounts")).stream()
                .map(line -> Path.of(line.split(" ")[1].replace("\\040", " ")))
                .filter(mount -> mount.startsWith(folder))
                .toList()
                .reversed();
    }

    /// Loop devices over a file in it.
    static List<String> loopDevices(Path folder) {
        try (Stream<Path> devices = Files.list(Path.of("/sys/block"))) {
            return devices.filter(device ->
                            lines(device.resolve("loop/backing_file")).stream()
                                    .anyMatch(file -> Path.of(file).startsWith(folder)))
                    .map(device -> "/dev/" + device.getFileName())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /// Storage daemons that were started with a file in it.
    static List<ProcessHandle> daemons(Path folder) {
        return ProcessHandle.allProcesses().filter(process -> isDaemon(process, folder)).toList();
    }

    private static boolean isDaemon(ProcessHandle process, Path folder) {
        String command = String.join("\n", lines(Path.of("/proc/" + process.pid() + "/cmdline"))).replace('\0', '\n');
        return command.lines().limit(1).anyMatch(program -> program.endsWith("/qemu-storage-daemon"))
                && command.contains(folder + "/");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // It is gone by now.
        }
    }
}
