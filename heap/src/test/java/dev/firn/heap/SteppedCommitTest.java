package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firn.faultinjection.ptrace.InstructionOracle;
import dev.firn.faultinjection.ptrace.OracleUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/// Between any two instructions of a commit the medium holds an image that the crash tests have tried.
class SteppedCommitTest {
    private static final Path MEMORY = Path.of("/dev/shm");

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+TieredCompilation", "-XX:TieredStopAtLevel=1"})
    void everyImageIsInTheRecordedSet(String option) throws Exception {
        assumeTrue(InstructionOracle.whyNot() == null, InstructionOracle::whyNot);
        assumeTrue(Files.isWritable(MEMORY), "needs " + MEMORY);
        var directory = Files.createTempDirectory(MEMORY, "firn-step");
        try {
            var run = InstructionOracle.step(SteppedCommit.class, directory.resolve("image"), option);
            assertThat(run.agrees()).as(run.sentence()).isTrue();
            assertThat(run.images()).isGreaterThan(10);
        } catch (OracleUnavailableException e) {
            throw new TestAbortedException(e.getMessage());
        } finally {
            try (var files = Files.list(directory)) {
                for (var file : files.toList()) Files.delete(file);
            }
            Files.delete(directory);
        }
    }
}
