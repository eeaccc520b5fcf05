package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.firn.heap.GoldenStoreTest.Golden;
import dev.firn.heap.check.CheckListener;
import dev.firn.heap.check.CheckOptions;
import dev.firn.heap.check.StoreCheck;
import dev.firn.log.SuperblockSlots;
import dev.firn.log.SuperblockSlots.Slot;
import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.log.format.Feature;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Stores that format 1.1 was written by, opened by this version in every way. A store is written once, when it is
/// missing and `FIRN_GOLDEN=write` in the environment asks for it: if a change makes this test fail, the change breaks
/// people's stores (docs/changing-the-format.md).
class GoldenStoresTest {
    @ParameterizedTest
    @EnumSource
    void isWrittenWhenMissing(GoldenStore golden) throws IOException {
        if (!golden.isThere() && "write".equals(System.getenv("FIRN_GOLDEN"))) golden.write();
        assertThat(golden.isThere()).as("FIRN_GOLDEN=write in the environment writes it").isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void readingChangesNothing(GoldenStore golden) throws IOException {
        byte[] bytes = golden.bytes();
        byte[] before = bytes.clone();
        try (var store = Store.open(GoldenStore.region(bytes), GoldenStore.OPTIONS.withReadOnly(true))) {
            assertThat(GoldenContents.found(store)).isEqualTo(golden.expected());
        }
        requireClean(bytes);
        assertThat(bytes).isEqualTo(before);
    }

    /// By each kind of opening, and with checkpoints made often.
    @ParameterizedTest
    @EnumSource
    void isWrittenTo(GoldenStore golden) throws IOException {
        for (var checkpoints : Set.of(CheckpointOptions.defaults(), GoldenStore.OFTEN)) {
            for (boolean closed : Set.of(true, false)) {
                byte[] bytes = golden.longer(40);
                var expected = new TreeSet<>(golden.expected());
                var store = StoreOpener.open(GoldenStore.paged(bytes), GoldenStore.OPTIONS, checkpoints);
                assertThat(GoldenContents.found(store)).containsExactlyElementsOf(expected);
                for (int i = 0; i < 600; i++) GoldenContents.map(store, "new").put("key " + i % 20, "value " + i);
                for (int i = 0; i < 20; i++) expected.add("new\tkey " + i + "\tvalue " + (580 + i));
                if (closed) store.close();
                try (var again = Store.open(GoldenStore.region(bytes), GoldenStore.OPTIONS)) {
                    assertThat(GoldenContents.found(again)).containsExactlyElementsOf(expected);
                }
                requireClean(bytes);
            }
        }
    }

    /// Else they would show nothing.
    @ParameterizedTest
    @EnumSource
    void hasWhatItIsNamedAfter(GoldenStore golden) throws IOException {
        var region = GoldenStore.region(golden.bytes());
        try (var store = Store.open(region, GoldenStore.OPTIONS.withReadOnly(true))) {
            var found = GoldenFrames.of(region, store.engine.log.superblock());
            assertThat(found).contains("frame BATCH", "record PUT", "record DELTA");
            switch (golden) {
                case ALL_CLOSED, ALL_KILLED ->
                        assertThat(found)
                                .contains("frame PART", "record TOMBSTONE", "record LARGE", "record CHUNK")
                                .doesNotContain("a class head");
                case CHECKPOINT_CLOSED, CHECKPOINT_KILLED -> assertThat(found).contains("frame CHECKPOINT");
                case CLEANED_CLOSED, CLEANED_KILLED ->
                        assertThat(found)
                                .contains("frame CHECKPOINT", "frame MOVE", "record MOVED_PUT", "a class head");
            }
        }
    }

    /// A reader of 1.0 knows neither.
    @ParameterizedTest
    @EnumSource
    void movesAndClassesAreBehindTheBit(GoldenStore golden) throws IOException {
        var region = GoldenStore.region(golden.bytes());
        try (var store = Store.open(region, GoldenStore.OPTIONS.withReadOnly(true))) {
            var found = GoldenFrames.of(region, store.engine.log.superblock());
            boolean needs = found.contains("frame MOVE") || found.contains("a class head");
            boolean hasNone = golden == GoldenStore.ALL_CLOSED || golden == GoldenStore.ALL_KILLED;
            assertThat(needs && hasNone).isFalse();
            for (int slot = 0; slot < 2; slot++) {
                var format = ((Slot.Valid) SuperblockSlots.read(region, slot)).superblock().format();
                assertThat(format.has(Feature.CHECKPOINT)).as("slot " + slot).isEqualTo(!hasNone);
            }
        }
    }

    /// It stays as it is until it needs what is new.
    @ParameterizedTest
    @EnumSource
    void aStoreOf10BecomesOneOf11(Golden golden) throws IOException {
        byte[] old = GoldenStoreTest.read(GoldenStoreTest.FOLDER.resolve(golden.file + ".hex"));
        byte[] bytes = Arrays.copyOf(old, 2 * 4096 + 600 * 4096);
        var expected = new TreeMap<>(golden.expected);
        try (var store = Store.open(GoldenStore.region(bytes), GoldenStore.OPTIONS)) {
            assertThat(store.recovery().format().minor()).isZero();
            assertThat(GoldenStoreTest.map(store)).isEqualTo(expected);
        }
        try (var store = StoreOpener.open(GoldenStore.paged(bytes), GoldenStore.OPTIONS, GoldenStore.OFTEN)) {
            assertThat(store.recovery().format().toString()).isEqualTo("1.1");
            for (int i = 0; i < 2000; i++)
                GoldenContents.map(store, "new").put("key " + i % 50, "value ".repeat(9) + i);
        }
        try (var store = Store.open(GoldenStore.region(bytes), GoldenStore.OPTIONS)) {
            assertThat(store.recovery().format().toString()).isEqualTo("1.1, with CHECKPOINT");
            assertThat(GoldenStoreTest.map(store)).isEqualTo(expected);
            assertThat(GoldenContents.map(store, "new")).hasSize(50);
            var found = GoldenFrames.of(store.region(), store.engine.log.superblock());
            assertThat(found).contains("frame CHECKPOINT");
        }
        requireClean(bytes);
    }

    /// Nothing that is there is ever written again.
    @Test
    void noneIsWrittenTwice() throws IOException {
        assumeThat(GoldenStore.ALL_CLOSED.isThere()).isTrue();
        byte[] before = GoldenStore.ALL_CLOSED.bytes();
        assertThatThrownBy(GoldenStore.ALL_CLOSED::write).isInstanceOf(IllegalStateException.class);
        assertThat(GoldenStore.ALL_CLOSED.bytes()).isEqualTo(before);
    }

    private static void requireClean(byte[] bytes) {
        var options = CheckOptions.defaults().withThreads(1);
        var report = StoreCheck.run(GoldenStore.region(bytes), options, CheckListener.NONE);
        assertThat(report.isClean()).as(report.findings().toString()).isTrue();
    }
}
