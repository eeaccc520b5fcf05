package dev.firn.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs command lines in a process that sees a small file system of its own, in a mount namespace: nobody needs to be
/// root for that, and it is gone with the process. Where the kernel does not let one do so, the test is skipped.
final class TightDisk {
    private static final int MOST_SECONDS = 120;
    private static final String MOUNTED = "mount -t tmpfs -o size=\"$1\" tmpfs \"$2\" && ";

    private final Path folder;
    private final String options;
    private final String more;

    private TightDisk(Path folder, String options, String more) {
        this.folder = folder;
        this.options = options;
        this.more = more;
    }

    /// One of so many bytes, seen at `folder`.
    static TightDisk of(long bytes, Path folder) throws IOException {
        return tried(new TightDisk(folder, Long.toString(bytes), ""));
    }

    /// One that cannot be written.
    static TightDisk readOnly(Path folder) throws IOException {
        return tried(new TightDisk(folder, "1m", "mount -o remount,ro \"$2\" && "));
    }

    /// A command line; what it says is what a terminal shows.
    Cli run(Object... arguments) throws IOException {
        var java = new ArrayList<String>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m", "-XX:TieredStopAtLevel=1"));
        java.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        Arrays.stream(arguments).map(Object::toString).forEach(java::add);
        return inside(java);
    }

    private static TightDisk tried(TightDisk disk) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/unshare")), "no /usr/bin/unshare: no disk of a test's own");
        var said = disk.inside(List.of("true"));
        assumeTrue(said.code() == 0, () -> "no mount namespace of a test's own: " + said.err());
        return disk;
    }

    private Cli inside(List<String> command) throws IOException {
        var all = new ArrayList<>(List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c"));
        all.addAll(List.of(MOUNTED + more + "shift 2 && exec \"$@\"", "sh", options, folder.toString()));
        all.addAll(command);
        Path out = Files.createTempFile("firn-out", ".txt");
        Path err = Files.createTempFile("firn-err", ".txt");
        try {
            Process process = new ProcessBuilder(all).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
            return new Cli(await(process), Files.readString(out), Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static int await(Process process) {
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) throw new AssertionError("it hangs");
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
