package dev.firn.log;

import dev.firn.log.format.BlockKind;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.DigestLayout;
import dev.firn.log.format.DirectoryLayout;
import dev.firn.log.format.Feature;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.LargeLayout;
import dev.firn.log.format.LifeLayout;
import dev.firn.log.format.ManifestLayout;
import dev.firn.log.format.PrefixLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.log.format.SegmentStateLayout;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.log.format.TrimLayout;
import java.lang.foreign.StructLayout;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// docs/format.md shows the layouts as they are.
class FormatDocTest {
    private static final List<StructLayout> LAYOUTS =
            List.of(
                    SuperblockLayout.LAYOUT,
                    SegmentLayout.LAYOUT,
                    FrameLayout.LAYOUT,
                    PrefixLayout.LAYOUT,
                    LifeLayout.LAYOUT,
                    DigestLayout.LAYOUT,
                    RecordLayout.LAYOUT,
                    RecordLayout.DELTA_LAYOUT,
                    RecordLayout.MOVED_LAYOUT,
                    LargeLayout.LAYOUT,
                    TrimLayout.LAYOUT,
                    BlockLayout.LAYOUT,
                    DirectoryLayout.LAYOUT,
                    SegmentStateLayout.LAYOUT,
                    ManifestLayout.LAYOUT,
                    ManifestLayout.RESTART,
                    ManifestLayout.NAMED,
                    ManifestLayout.RUN);

    @TestFactory
    Stream<DynamicTest> everyTableIsTheLayout() {
        return LAYOUTS.stream()
                .map(layout -> {
                    String name = layout.name().orElseThrow();
                    return DynamicTest.dynamicTest(name, () -> FormatDoc.check(name, layout));
                });
    }

    @Test
    void theKindsOfFrames() {
        FormatDoc.check("frame kinds", kinds(Arrays.stream(FrameKind.values()), FrameKind::code));
    }

    @Test
    void theKindsOfRecords() {
        FormatDoc.check("record kinds", kinds(Arrays.stream(RecordKind.values()), RecordKind::code));
    }

    @Test
    void theKindsOfBlocks() {
        FormatDoc.check("block kinds", kinds(Arrays.stream(BlockKind.values()), BlockKind::code));
    }

    @Test
    void theFeatures() {
        FormatDoc.check(
                "features",
                Arrays.stream(Feature.values())
                        .map(f ->
                                "| %s | `%s` | %d | %d.%d |"
                                        .formatted(f, field(f.need()), f.bit(), SuperblockLayout.MAJOR, f.minor()))
                        .collect(
                                Collectors.joining(
                                        "\n", "| feature | field | bit | since |\n|---|---|---:|---|\n", "")));
    }

    private static String field(Feature.Need need) {
        return switch (need) {
            case TO_READ -> "incompatible";
            case TO_WRITE -> "readOnlyCompatible";
        };
    }

    @Test
    void theConstants() {
        FormatDoc.check(
                "constants",
                """
                | constant | value |
                |---|---|
                | first word of a superblock | `0x%016x` |
                | first word of a segment | `0x%016x` |
                | first word of a digest's end | `0x%016x` |
                | format | %d.%d |
                | distance of the superblock slots | %d bytes |
                | append heads, at most | %d |
                | frames and records begin at multiples of | %d bytes |
                | largest object id | 2^%d - 1 |
                | largest content of a record | 2^%d - 1 bytes |
                | commit stamps are below | 2^%d |
                | lives with the same hint differ by multiples of | %d |
                """
                        .formatted(
                                SuperblockLayout.MAGIC,
                                SegmentLayout.MAGIC,
                                DigestLayout.MAGIC,
                                SuperblockLayout.MAJOR,
                                SuperblockLayout.MINOR,
                                SuperblockLayout.SLOT_BYTES,
                                SuperblockLayout.MAX_HEADS,
                                FrameLayout.ALIGNMENT,
                                Long.bitCount(RecordLayout.MAX_OBJECT),
                                Integer.bitCount(RecordLayout.MAX_LENGTH),
                                Long.bitCount(FrameLayout.MAX_STAMP),
                                FrameLayout.LIFE_HINTS));
    }

    private static <K extends Enum<K>> String kinds(Stream<K> kinds, ToIntFunction<K> code) {
        return kinds.map(kind -> "| %d | %s |".formatted(code.applyAsInt(kind), kind))
                .collect(Collectors.joining("\n", "| code | kind |\n|---:|---|\n", ""));
    }
}
