package dev.firn.heap.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.agent.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power fails while a backup is taken, and while old ones are removed: whatever a file system may keep of that,
/// the backups that are there are whole.
class BackupCrashTest {
    @TempDir private Path folder;

    @Test
    void aPowerCutLeavesWholeBackups() throws Exception {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-javaagent:" + agent() + "=" + BackupCrashTest.class.getPackageName(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                BackupCrashInChild.class.getName(),
                                folder.resolve("restored.firn").toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("images");
    }

    /// The agent's class is on the class path; the jar only names it.
    private Path agent() throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        Path jar = folder.resolve("agent.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
        return jar;
    }
}
