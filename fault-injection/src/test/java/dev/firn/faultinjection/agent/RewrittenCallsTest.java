package dev.firn.faultinjection.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.plain.FileCode;
import com.example.plain.MemoryCode;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.Trace;
import dev.firn.faultinjection.files.DirectoryScenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every way to change a file is recorded: the audit at the end of a run compares the files with the record.
class RewrittenCallsTest {
    static Stream<String> files() {
        return FileCode.all().keySet().stream().sorted();
    }

    static Stream<String> memory() {
        return MemoryCode.all().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatChangesFilesIsRecorded(String name) throws Exception {
        assertThat(kinds(FileCode.all().get(name))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("memory")
    void whatStoresThroughMappingsIsRecorded(String name) throws Exception {
        var kinds = kinds(MemoryCode.all().get(name));
        if (!name.startsWith("copy out")) assertThat(kinds).containsAnyOf(Trace.Kind.STORE, Trace.Kind.PUBLISH);
    }

    @Test
    void theKindOfAnAccessIsKept() throws Exception {
        assertThat(last(kinds("handle set"))).isEqualTo(Trace.Kind.STORE);
        assertThat(last(kinds("handle setRelease"))).isEqualTo(Trace.Kind.PUBLISH);
        assertThat(last(kinds("handle compareAndSet"))).isEqualTo(Trace.Kind.PUBLISH);
        assertThat(last(kinds("handle of a field"))).isEqualTo(Trace.Kind.PUBLISH);
        assertThat(last(kinds("segment set"))).isEqualTo(Trace.Kind.STORE);
        assertThat(last(kinds("segment force"))).isEqualTo(Trace.Kind.SYNC);
        assertThat(last(kinds("buffer force"))).isEqualTo(Trace.Kind.SYNC);
        assertThat(last(kinds(FileCode.all().get("channel write")))).isEqualTo(Trace.Kind.SYNC);
    }

    @Test
    void noClassRefusedToBeRewritten() {
        assertThat(Agent.prefixes()).containsExactly("com.example.plain");
        assertThat(Agent.troubles()).isEmpty();
    }

    @Test
    void aPrefixEndsAtAPackage() {
        assertThat(Agent.covers("com.example.plain.Any$Inner")).isTrue();
        assertThat(Agent.covers("com.example.plainer.Any")).isFalse();
        assertThat(Agent.covers("com.example.Any")).isFalse();
    }

    private static List<Trace.Kind> kinds(String name) throws Exception {
        return kinds(MemoryCode.all().get(name));
    }

    /// Without the first, which only say that the mapping made the file longer.
    private static List<Trace.Kind> kinds(FileCode.Code code) throws Exception {
        try (var scenario =
                new DirectoryScenario<>(
                        "rewritten calls",
                        FileCode::setUp,
                        (directory, _) -> code.run(directory),
                        _ -> "",
                        (_, _) -> {})) {
            SimulatedRegion region = scenario.prepare();
            int before = region.trace().size();
            scenario.work(region);
            var kinds = new ArrayList<Trace.Kind>();
            for (int event = before; event < region.trace().size(); event++) kinds.add(region.trace().kind(event));
            return kinds;
        }
    }

    private static Trace.Kind last(List<Trace.Kind> kinds) {
        return kinds.getLast();
    }
}
