package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.log.Entry;
import dev.firn.pmem.BadRange;
import dev.firn.pmem.MirroredRegion;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import dev.firn.recovery.MirrorDivergedException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A store in two files: crashed, with one of them lost, damaged, old, or gone its own way.
class MirrorTest {
    private static final int SIZE = 128 << 10;
    private static final StoreOptions OPTIONS = StoreOptions.defaults().withSegmentBytes(4096).withInitialBytes(SIZE);

    @TempDir Path folder;

    private static DurableMap<Integer, String> map(Store store) {
        return store.map("map", Codec.int32(), Codec.string());
    }

    private static void fill(Store store) {
        for (int i = 0; i < 20; i++) map(store).put(i, i + "x".repeat(500));
    }

    private static Region memory(byte[] bytes) {
        return Regions.ofMemory(MemorySegment.ofArray(bytes));
    }

    @ParameterizedTest
    @EnumSource
    void noCrashLosesAnythingNorLetsThemDiffer(MirrorScenario.Loss loss) {
        var options = CrashOptions.defaults().withExhaustive(16).withRandom(4, 7).withBudget(6_000);
        var report = CrashExplorer.explore(new MirrorScenario(loss), options);
        assertThat(report.images()).isGreaterThan(500);
    }

    @Test
    void everyCommitCostsTwiceAsMuch() {
        long[] one = cost(memory(new byte[1 << 20]));
        long[] two = cost(new MirroredRegion(memory(new byte[1 << 20]), memory(new byte[1 << 20])));
        assertThat(two).containsExactly(Arrays.stream(one).map(cost -> 2 * cost).toArray());
        assertThat(one[2]).as("fences of a commit").isEqualTo(1);
    }

    private static long[] cost(Region region) {
        var store = Store.open(region, OPTIONS.withSegmentBytes(64 << 10));
        map(store).put(1, "one");
        var before = region.counters();
        map(store).put(2, "two");
        var cost = region.counters().since(before);
        return new long[] {cost.writes(), cost.bytes(), cost.fences()};
    }

    @Test
    void whatCannotBeReadIsMendedByTheReader() {
        var first = HealingRegion.of(memory(new byte[SIZE]));
        var events = new ArrayList<MediaEvent>();
        var region = new MirroredRegion(first, memory(new byte[SIZE]));
        var store = Store.open(region, OPTIONS.withMediaListener(events::add));
        fill(store);
        long root = ((BaseMap<Integer, String>) map(store)).core.tree.root;
        first.poison(Entry.address(store.engine.log.mapping().entry(root)));
        assertThat(map(store).get(3)).as("served at once").startsWith("3x");
        assertThat(first.isPoisoned()).isFalse();
        assertThat(events).hasSize(1).first().isInstanceOf(MediaEvent.Mended.class);
        assertThat(map(store).get(3)).startsWith("3x");
        assertThat(store.badRanges()).isEmpty();
    }

    @Test
    void rotInTheFirstIsMendedByTheScrub() {
        byte[] bytes = new byte[SIZE];
        var events = new ArrayList<MediaEvent>();
        var region = new MirroredRegion(memory(bytes), memory(new byte[SIZE]));
        var store = Store.open(region, OPTIONS.withMediaListener(events::add));
        fill(store);
        byte[] whole = bytes.clone();
        long root = ((BaseMap<Integer, String>) map(store)).core.tree.root;
        bytes[(int) Entry.address(store.engine.log.mapping().entry(root)) + 20] ^= 4;
        assertThat(store.scrub()).isEmpty();
        assertThat(events).hasSize(1).first().isInstanceOf(MediaEvent.Mended.class);
        assertThat(bytes).isEqualTo(whole);
    }

    /// Nothing is mended from what no checksum vouches for.
    @Test
    void rotInBothAtOnePlaceIsNotMended() {
        byte[] one = new byte[SIZE];
        byte[] other = new byte[SIZE];
        var store = Store.open(new MirroredRegion(memory(one), memory(other)), OPTIONS);
        fill(store);
        long root = ((BaseMap<Integer, String>) map(store)).core.tree.root;
        int at = (int) Entry.address(store.engine.log.mapping().entry(root)) + 20;
        one[at] ^= 4;
        other[at] ^= 8;
        assertThat(store.scrub()).hasSize(1).allSatisfy(bad -> assertThat(bad.why()).isEqualTo(BadRange.Why.CHECKSUM));
        other[at] ^= 8;
        assertThat(store.scrub()).as("by now the mirror is well").isEmpty();
    }

    private final List<MediaEvent> events = new ArrayList<>();

    private Store open() {
        return Store.open(folder.resolve("a"), OPTIONS.withMirror(folder.resolve("b")).withMediaListener(events::add));
    }

    private boolean wasRebuilt() {
        boolean rebuilt = events.stream().anyMatch(MediaEvent.Rebuilding.class::isInstance);
        events.clear();
        return rebuilt;
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "b"})
    void aLostFileIsBuiltAnew(String lost) throws Exception {
        try (var store = open()) {
            fill(store);
        }
        events.clear();
        try (var store = open()) {
            assertThat(wasRebuilt()).isFalse();
            map(store).put(99, "more");
        }
        Files.delete(folder.resolve(lost));
        try (var store = open()) {
            assertThat(wasRebuilt()).isTrue();
            assertThat(map(store)).hasSize(21);
        }
        assertThat(Files.mismatch(folder.resolve("a"), folder.resolve("b"))).isEqualTo(-1);
    }

    @Test
    void anOlderFileIsBuiltAnewAndTwoThatWentTheirOwnWayAreRefused() throws Exception {
        try (var store = open()) {
            fill(store);
        }
        try (var store = Store.open(folder.resolve("b"), OPTIONS)) {
            map(store).put(50, "alone");
        }
        events.clear();
        try (var store = open()) {
            assertThat(wasRebuilt()).isTrue();
            assertThat(map(store)).containsEntry(50, "alone");
        }
        for (var name : List.of("a", "b")) {
            try (var store = Store.open(folder.resolve(name), OPTIONS)) {
                map(store).put(51, "only in " + name);
            }
        }
        byte[] before = Files.readAllBytes(folder.resolve("a"));
        assertThatThrownBy(this::open).isInstanceOf(MirrorDivergedException.class);
        assertThat(Files.readAllBytes(folder.resolve("a"))).isEqualTo(before);
        Files.delete(folder.resolve("b"));
        try (var store = open()) {
            assertThat(map(store)).containsEntry(51, "only in a");
        }
    }

    /// A copy from a while ago in the mirror's place, notes and all.
    @Test
    void anOldCopyIsNotTakenForTheMirror() throws Exception {
        try (var store = open()) {
            fill(store);
        }
        var old = Files.readAllBytes(folder.resolve("b"));
        var notes = Files.readAllBytes(folder.resolve("b.media"));
        try (var store = open()) {
            map(store).put(60, "later");
        }
        Files.write(folder.resolve("b"), old);
        Files.write(folder.resolve("b.media"), notes);
        events.clear();
        try (var store = open()) {
            assertThat(wasRebuilt()).isTrue();
            assertThat(map(store)).containsEntry(60, "later");
        }
        assertThat(Files.mismatch(folder.resolve("a"), folder.resolve("b"))).isEqualTo(-1);
    }
}
