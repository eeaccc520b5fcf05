package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A mapping behind the end of its file answers with SIGBUS. The JVM survives it in its own accesses, and the region
/// turns it into a typed fault with the range, then refuses to change anything. A typed getter that is compiled into a
/// hot loop is the exception: there the JVM reports too late for us to catch it, so its own error is let through.
class TruncatedMappingTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({"fdatasync, cold", "fdatasync, hot", "msync, hot", "channel, cold", "emulated, hot"})
    void aFaultIsTypedAndPoisons(String backend, String warmth) throws Exception {
        ChildJvm.Result result =
                ChildJvm.run(TruncatedInChild.class, directory.resolve("store").toString(), backend, warmth);
        assertThat(result.code()).as(result.output()).isZero();
        String late = warmth.equals("hot") ? "|InternalError" : "";
        assertThat(result.output().lines())
                .zipSatisfy(
                        List.of(
                                "copy: fault at 40960 of 9000",
                                "get: (fault at 49152 of 8" + late + ")",
                                "acquire: (fault at 49152 of 8" + late + ")",
                                "loop: (fault at 32768 of 8" + late + ")",
                                "before: fine",
                                "write: RegionPoisonedException"),
                        (line, expected) -> assertThat(line).matches(expected));
    }
}
