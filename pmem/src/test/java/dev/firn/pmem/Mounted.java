package dev.firn.pmem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A file system of a test's own, where the test may mount one; otherwise the test is skipped, with the reason.
final class Mounted implements AutoCloseable {
    private final Path path;
    private final String device;

    private Mounted(Path path, String device) {
        this.path = path;
        this.device = device;
    }

    static Mounted tmpfs(Path path, long bytes) throws IOException {
        requireRoot();
        Files.createDirectories(path);
        must("mount", "-t", "tmpfs", "-o", "size=" + bytes, "none", path.toString());
        return new Mounted(path, "");
    }

    /// ext4 on a loop device on a file beside the mount.
    static Mounted ext4(Path path, long bytes) throws IOException {
        requireRoot();
        Path image = path.resolveSibling(path.getFileName() + ".img");
        Files.createDirectories(path);
        try (var file = new java.io.RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(bytes);
        }
        must("mkfs.ext4", "-q", "-F", "-b", "4096", image.toString());
        String device = must("losetup", "--find", "--show", image.toString()).strip();
        Mounted mounted = new Mounted(path, device);
        try {
            must("mount", "-o", "noatime", device, path.toString());
            return mounted;
        } catch (RuntimeException skipped) {
            must("losetup", "-d", device);
            throw skipped;
        }
    }

    Path path() {
        return path;
    }

    /// Takes the blocks of zeros out of the image below an ext4, and the rest of the space around it: whatever the ext4
    /// writes there from now on fails, as on a broken device.
    void breakDevice() throws IOException {
        Path image = path.resolveSibling(path.getFileName() + ".img");
        must("sync", "-f", path.toString());
        must("fallocate", "--dig-holes", image.toString());
        byte[] bytes = new byte[64 << 10];
        try (var filler = new java.io.FileOutputStream(path.resolveSibling("filler").toFile())) {
            while (true) filler.write(bytes);
        } catch (IOException full) {
            // as intended
        }
    }

    /// Bytes written to the loop device so far.
    long bytesWritten() throws IOException {
        Path stat = Path.of("/sys/block").resolve(Path.of(device).getFileName()).resolve("stat");
        String[] fields = Files.readString(stat).trim().split("\\s+");
        return Long.parseLong(fields[6]) * 512;
    }

    @Override
    public void close() throws IOException {
        must("umount", path.toString());
        if (!device.isEmpty()) must("losetup", "-d", device);
    }

    private static void requireRoot() {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "mounting a file system needs root: not run");
    }

    private static String must(String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command));
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            int code = process.waitFor();
            Assumptions.assumeTrue(code == 0, () -> String.join(" ", words) + " failed here: " + output);
            return output;
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        } catch (IOException absent) {
            return Assumptions.abort(words.getFirst() + " cannot be run here: " + absent.getMessage());
        }
    }
}
