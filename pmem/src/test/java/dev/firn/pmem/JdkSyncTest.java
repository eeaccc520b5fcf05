package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store on a DAX file system, opened by a JVM that was started with `-XX:TieredStopAtLevel=1` for a quick start,
/// died at its first `MemorySegment.force`: the JDK has the routine for it only where its optimising compiler is.
class JdkSyncTest {
    @Test
    void aJvmWithoutItsOptimisingCompilerIsNotTrusted() {
        assertThat(JdkSync.unfit("mixed mode, emulated-client, sharing")).contains("optimising compiler");
        assertThat(JdkSync.unfit("interpreted mode, sharing")).contains("optimising compiler");
        assertThat(JdkSync.unfit("mixed mode, sharing")).isEmpty();
    }

    @Test
    void aRefusalLeavesNothingBehind(@TempDir Path directory) {
        JdkSync.refusal(directory);
        assertThat(directory).isEmptyDirectory();
    }
}
