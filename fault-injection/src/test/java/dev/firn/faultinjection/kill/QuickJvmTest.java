package dev.firn.faultinjection.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickJvmTest {
    @TempDir Path folder;

    /// What a JVM of this kind runs here.
    static final class Greeting {
        public static void main(String[] arguments) {
            System.out.print("hello " + arguments[0]);
        }
    }

    @Test
    void itsClassesComeFromACache() throws Exception {
        QuickJvm jvm = QuickJvm.prepare(folder, List.of("-Xmx64m"), Greeting.class.getName(), List.of("training"));
        assertThat(jvm.cached()).as(Files.readString(folder.resolve("training.txt"))).isTrue();
        assertThat(run(jvm.command(Greeting.class.getName(), List.of("world")))).isEqualTo("hello world");
    }

    @Test
    void withoutOneItRunsAllTheSame() throws Exception {
        QuickJvm jvm = QuickJvm.prepare(folder, List.of("-Xmx64m"), "no.such.Main", List.of());
        assertThat(jvm.cached()).isFalse();
        assertThat(run(jvm.command(Greeting.class.getName(), List.of("world")))).isEqualTo("hello world");
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
