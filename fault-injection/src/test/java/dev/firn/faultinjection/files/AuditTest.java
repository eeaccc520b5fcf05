package dev.firn.faultinjection.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.example.plain.MappedLog;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.junit.CrashPlan;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// This class is outside the agent's packages: what it does to files goes unrecorded, and must be found.
class AuditTest {
    @Test
    void aStoreThatNobodyRecordedIsFoundAtTheNextForce() {
        var escaped =
                escaped((directory, _) -> {
                    try (var log = new MappedLog(directory, true)) {
                        poke(directory.resolve("names"), 0x200);
                        log.append("ada");
                    }
                });
        assertThat(escaped.file()).isEqualTo("names");
        assertThat(escaped.from()).isEqualTo(0x200);
        assertThat(escaped.to()).isEqualTo(0x201);
        assertThat(escaped)
                .hasMessageContaining("recorded 00, found 2a")
                .hasMessageContaining("outside the packages [com.example.plain]");
        assertThat(escaped.getStackTrace())
                .as("the stack of the force")
                .anyMatch(frame -> frame.getClassName().equals(MappedLog.class.getName()));
    }

    @Test
    void itIsFoundAtTheEndWhenNothingIsForced() {
        var escaped = escaped((directory, _) -> poke(directory.resolve("names"), 5));
        assertThat(escaped.from()).isEqualTo(5);
    }

    @Test
    void swallowingItDoesNotHelp() {
        var escaped =
                escaped((directory, _) -> {
                    try (var log = new MappedLog(directory, true)) {
                        poke(directory.resolve("names"), 0x200);
                        log.append("ada");
                    } catch (AssertionError e) {
                        assertThat(e).isInstanceOf(EscapedStore.class);
                    }
                });
        assertThat(escaped.from()).isEqualTo(0x200);
    }

    @Test
    void aFileThatNobodySawComingIsFound() {
        var escaped = escaped((directory, _) -> Files.createFile(directory.resolve("surprise")));
        assertThat(escaped).hasMessageContaining("appeared without a record: [surprise]");
        assertThat(escaped((directory, _) -> Files.delete(directory.resolve("names"))))
                .hasMessageContaining("vanished without one: [names]");
    }

    @Test
    void anotherSizeIsFound() {
        var escaped =
                escaped((directory, _) -> {
                    try (var writer = new FileWriter(directory.resolve("names").toFile())) {
                        writer.write("short");
                    }
                });
        assertThat(escaped).hasMessageContaining("names has 5 bytes, but 1024 were recorded");
    }

    @Test
    void itIsFoundInARecoveryToo() {
        assertThatThrownBy(() ->
                        plan(
                                (directory, _) -> {
                                    try (var log = new MappedLog(directory, true)) {
                                        log.append("ada");
                                    }
                                },
                                directory -> {
                                    poke(directory.resolve("names"), 9);
                                    return "";
                                }))
                .isInstanceOf(EscapedStore.class);
    }

    private static EscapedStore escaped(DirectoryScenario.Workload workload) {
        return catchThrowableOfType(EscapedStore.class, () -> plan(workload, _ -> ""));
    }

    private static void plan(DirectoryScenario.Workload workload, DirectoryScenario.Recovery<String> recovery) {
        new CrashPlan(CrashOptions.defaults())
                .given(directory -> new MappedLog(directory, true).close())
                .when(workload)
                .then(recovery)
                .check((_, _) -> {});
    }

    private static void poke(Path file, long at) throws Exception {
        try (var raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(at);
            raw.write(0x2a);
        }
    }
}
