package dev.firn.heap.codec;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.heap.codec.Samples.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What was stored yesterday is read tomorrow: the bytes of [Samples] are pinned, and docs/codecs.md shows the same.
class GoldenBytesTest {
    @ParameterizedTest
    @MethodSource("samples")
    <T> void bytesStayWhatTheyAre(Sample<T> sample) {
        assertThat(HexFormat.of().formatHex(sample.codec().encode(sample.value()))).isEqualTo(sample.bytes());
    }

    @ParameterizedTest
    @MethodSource("samples")
    <T> void bytesOfYesterdayAreRead(Sample<T> sample) {
        assertThat(sample.codec().decode(HexFormat.of().parseHex(sample.bytes()))).isEqualTo(sample.value());
    }

    @Test
    void everyKindOfCodecHasOne() {
        Set<String> pinned = Samples.ALL.stream().map(sample -> kind(sample.codec().schema())).collect(toSet());

        assertThat(pinned).containsAll(Basics.CODECS.values().stream().map(codec -> kind(codec.schema())).toList());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theDocumentShowsThem(Sample<?> sample) throws IOException {
        assertThat(Files.readString(Path.of("../docs/codecs.md"))).contains(sample.row());
    }

    static Stream<Sample<?>> samples() {
        return Samples.ALL.stream();
    }

    private static String kind(String schema) {
        return schema.replaceFirst("[<{].*", "");
    }
}
