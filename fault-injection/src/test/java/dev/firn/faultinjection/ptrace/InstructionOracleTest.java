package dev.firn.faultinjection.ptrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/// What the machine does, instruction by instruction.
class InstructionOracleTest {
    private static final Path MEMORY = Path.of("/dev/shm");
    private Path directory;

    @BeforeEach
    void requirements() throws Exception {
        assumeTrue(InstructionOracle.whyNot() == null, InstructionOracle::whyNot);
        assumeTrue(Files.isWritable(MEMORY), "needs " + MEMORY);
        directory = Files.createTempDirectory(MEMORY, "firn-step");
    }

    @AfterEach
    void remove() throws Exception {
        if (directory == null) return;
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) Files.delete(file);
        }
        Files.delete(directory);
    }

    private SteppedRun step(Class<? extends SteppedSubject> subject, String... options) throws Exception {
        try {
            return InstructionOracle.step(subject, directory.resolve("image"), options);
        } catch (OracleUnavailableException e) {
            throw new TestAbortedException(e.getMessage());
        }
    }

    @Test
    void compiledPlainStoresLoseTheMiddleValue() throws Exception {
        var run = step(MiddleValue.Plain.class);
        assertThat(run.agrees()).as(run.sentence()).isFalse();
        assertThat(run.sentence()).contains("0x3eb, but the recorder is at event");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1", "-Dcold=true"})
    void releaseStoresAllReachTheMedium(String option) throws Exception {
        var run = step(MiddleValue.Release.class, option);
        assertThat(run.agrees()).as(run.sentence()).isTrue();
        assertThat(run.images()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1"})
    void aRegionDoesWhatIsRecorded(String option) throws Exception {
        var run = step(RegionCommit.class, option);
        assertThat(run.agrees()).as(run.sentence()).isTrue();
        assertThat(run.fences()).isGreaterThanOrEqualTo(2);
        assertThat(run.images()).isEqualTo(1 + 200 / 8 + 1);
    }

    @Test
    void aStoreThatNobodyRecordedIsFound() throws Exception {
        var run = step(RegionCommit.Escaping.class);
        assertThat(run.disagreements()).singleElement().asString().contains("nobody recorded");
    }

    @Test
    void aFenceThatIsNotThereIsFound() throws Exception {
        var run = step(RegionCommit.Unfenced.class);
        assertThat(run.disagreements()).singleElement().asString().contains("before event 1, DRAIN");
    }
}
