package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.fault.Corruption;
import dev.firn.faultinjection.fault.CorruptionReport;
import dev.firn.faultinjection.fault.CorruptionSweep;
import dev.firn.faultinjection.fault.Outcome;
import dev.firn.heap.GoldenStoreTest.Golden;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens to the bytes of a store while nobody has it open: the same contents, or a refusal.
class StoreCorruptionTest {
    private static final int PAGE = 4096;
    private static final List<Corruption> OTHERS =
            Corruption.all(PAGE).stream().filter(one -> !one.name().equals("bit flips")).toList();
    private static final Set<Map<String, Long>> MOMENTS_OF_KILLED =
            Set.of(Map.of(), Map.of("a", 1L), Map.of("a", 1L, "b", 1L));

    @Test
    void everyBitOfASmallClosedStore() {
        var report = CorruptionSweep.run(small(), new StoreReader(Set.of()), List.of(Corruption.bitFlips()));
        report.requireGood();
        assertThat(report.count(Outcome.DECLARED)).isZero();
        assertThat(report.count(Outcome.DETECTED)).isGreaterThan(28_000);
    }

    @Test
    void everyOtherDamageOfASmallClosedStore() {
        byte[] before = older();
        var damages = new ArrayList<>(OTHERS);
        damages.add(Corruption.staleWords(before));
        damages.add(Corruption.stalePages(before, 512));
        CorruptionSweep.run(small(), new StoreReader(Set.of()), damages).requireGood();
    }

    /// As this version writes it: the newer of two superblocks may be gone together with anything else.
    @Tag("soak")
    @Test
    void everyOtherDamageOfAClosedStore() {
        CorruptionSweep.run(written(Golden.PAGES), new StoreReader(Set.of()), OTHERS).requireGood();
    }

    /// Nothing on the medium says that segments were ever opened, when the store was never closed and all of them are
    /// gone: it is then taken for one that was never written to.
    @Test
    void onlyLosingEverySegmentOfAKilledStoreIsSilent() throws IOException {
        var report = swept("killed", OTHERS);
        assertThat(report.findings()).allSatisfy(finding -> {
            assertThat(finding.path()).matches("(page swaps of 4096|zeroed suffixes)/.*");
            assertThat(finding.what()).contains("map={}");
        });
        assertThat(report.count(Outcome.UNTYPED)).isZero();
    }

    @Tag("soak")
    @ParameterizedTest
    @ValueSource(strings = {"one-commit", "pages", "killed"})
    void everyBitOfAGoldenStore(String golden) throws IOException {
        var report = swept(golden, List.of(Corruption.bitFlips())).requireGood();
        assertThat(report.cases()).isEqualTo(8L * 73_728);
    }

    static byte[] written(Golden golden) {
        var bytes = new byte[2 * PAGE + 16 * PAGE];
        golden.writer.accept(Regions.ofMemory(MemorySegment.ofArray(bytes)));
        return bytes;
    }

    private static CorruptionReport swept(String golden, List<Corruption> corruptions) throws IOException {
        byte[] image = GoldenStoreTest.read(GoldenStoreTest.FOLDER.resolve(golden + ".hex"));
        var reader = new StoreReader(golden.equals("killed") ? MOMENTS_OF_KILLED : Set.of());
        return CorruptionSweep.run(image, reader, corruptions);
    }

    /// Every kind of record in five segments: whole pages, changes, removals, a value in chunks.
    static byte[] small() {
        var bytes = older();
        write(bytes, 5);
        return bytes;
    }

    /// The same store some commits before.
    private static byte[] older() {
        var bytes = new byte[2 * PAGE + 5 * PAGE];
        write(bytes, 0);
        return bytes;
    }

    private static void write(byte[] bytes, int from) {
        var options = GoldenStoreTest.OPTIONS.withMaxBytes(bytes.length);
        try (var store = Store.open(Regions.ofMemory(MemorySegment.ofArray(bytes)), options)) {
            for (long i = from; i < from + 5; i++) GoldenStoreTest.map(store).put("key " + i, i);
            GoldenStoreTest.map(store).remove("key " + (from + 1));
            if (from > 0) store.ref("long", Codec.string()).set("long text ".repeat(250));
        }
    }
}
