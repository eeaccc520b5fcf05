package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import dev.firn.recovery.CorruptStoreException;
import dev.firn.recovery.NotAStoreException;
import dev.firn.recovery.Recovery;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The first opening of a blank region, cut anywhere, leaves something that opens as an empty store or as the one that
/// was made; and nothing that ever held a commit is taken for blank.
class CreationCrashTest {
    private static final int BYTES = 2 * 4096 + 4 * 4096;

    /// Creates a store and commits once.
    record Creation() implements CrashScenario<Map<String, String>> {
        private static Map<String, String> map(Store store) {
            return store.sortedMap("m", Codec.string(), Codec.string());
        }

        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(BYTES, BYTES);
        }

        @Override
        public void work(SimulatedRegion region) {
            var store = Store.open(region, Stores.SMALL);
            var map = map(store);
            region.started(1);
            map.put("first", "commit");
            region.acknowledged(1);
            store.close();
        }

        @Override
        public Map<String, String> recover(SimulatedRegion region) {
            var store = Store.open(region, Stores.SMALL);
            return store.collections().isEmpty() ? Map.of() : new TreeMap<>(map(store));
        }

        @Override
        public void judge(Map<String, String> found, Progress progress) {
            boolean fits = found.isEmpty() ? !progress.isAcknowledged(1) : found.equals(Map.of("first", "commit"));
            if (!fits || !found.isEmpty() && !progress.isStarted(1)) {
                throw new AssertionError("found " + found + " after " + progress);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = CrashModel.class, mode = EnumSource.Mode.MATCH_NONE, names = "GARBAGE")
    void everyCrashOfAFirstOpeningOpens(CrashModel model) {
        var options = CrashOptions.defaults().withModels(model).withExhaustive(1024).withCuts(64, 64).withRandom(32, 3);
        var report = CrashExplorer.explore(new Creation(), options);
        assertThat(report.nestedPoints()).as(report.sentence()).isGreaterThan(report.points());
    }

    /// Each subset of the words of the first superblock that are not zero: no budget, no sampling.
    @Test
    void everyPartOfAFirstSuperblockIsBlankAndAllOfItIsAStore() {
        var created = created();
        int[] words = wordsThatAreNotZero(created);
        assertThat(words).hasSize(9);
        for (int kept = 0; kept < 1 << words.length; kept++) {
            var image = new byte[BYTES];
            for (int i = 0; i < words.length; i++) {
                if ((kept >> i & 1) != 0) System.arraycopy(created, words[i], image, words[i], Long.BYTES);
            }
            boolean isWhole = kept == (1 << words.length) - 1;
            assertThat(Recovery.isBlank(memory(image))).as("words %x", kept).isEqualTo(!isWhole);
            if (!isWhole) {
                assertThatThrownBy(() -> Store.open(memory(image), Stores.SMALL.withReadOnly(true)))
                        .as("words %x", kept)
                        .isInstanceOf(NotAStoreException.class)
                        .hasMessageContaining("cut short");
            }
            try (var store = Store.open(memory(image), Stores.SMALL)) {
                assertThat(store.collections()).isEmpty();
            }
        }
    }

    @Test
    void aStoreThatLostItsSuperblocksIsNotBlank() {
        var image = new byte[BYTES];
        try (var store = Store.open(memory(image), Stores.SMALL)) {
            store.map("m", Codec.string(), Codec.string()).put("a", "1");
        }
        Arrays.fill(image, 0, 2 * SuperblockLayout.SLOT_BYTES, (byte) 0);
        assertThat(Recovery.isBlank(memory(image))).isFalse();
        assertThatThrownBy(() -> Store.open(memory(image), Stores.SMALL)).isInstanceOf(NotAStoreException.class);
    }

    /// Slot 0 is lost and a word of slot 1 too, in a store that has served.
    @Test
    void aDamagedFirstSuperblockOfAStoreThatServedIsDamage() {
        var image = new byte[BYTES];
        try (var store = Store.open(memory(image), Stores.SMALL)) {
            store.map("m", Codec.string(), Codec.string()).put("a", "1");
        }
        Arrays.fill(image, 0, SuperblockLayout.SLOT_BYTES, (byte) 0);
        Arrays.fill(image, SuperblockLayout.SLOT_BYTES + 16, SuperblockLayout.SLOT_BYTES + 24, (byte) 0);
        assertThat(Recovery.isBlank(memory(image))).isFalse();
        assertThatThrownBy(() -> Store.open(memory(image), Stores.SMALL)).isInstanceOf(CorruptStoreException.class);
    }

    /// Where no word is missing, nothing was cut short: a flipped bit is a flipped bit.
    @Test
    void everyFlippedBitOfAFirstSuperblockIsDamage() {
        var created = created();
        for (int bit = 0; bit < SuperblockLayout.BYTES * 8; bit++) {
            var image = created.clone();
            image[SuperblockLayout.SLOT_BYTES + bit / 8] ^= (byte) (1 << bit % 8);
            boolean wordIsGone = isZero(image, SuperblockLayout.SLOT_BYTES + bit / 64 * 8);
            if (!wordIsGone) assertThat(Recovery.isBlank(memory(image))).as("bit %d", bit).isFalse();
        }
    }

    /// Only the sequence, the life and the state have one bit set, so that its loss looks like a word that did not
    /// come.
    private static boolean isZero(byte[] image, int at) {
        return MemorySegment.ofArray(image).get(ValueLayout.JAVA_LONG_UNALIGNED, at) == 0;
    }

    /// As `Log.format` leaves it, before the first opening.
    private static byte[] created() {
        var image = new byte[BYTES];
        Log.format(memory(image), LogOptions.defaults().withSegmentBytes(4096));
        assertThat(new UUID(word(image, 16), word(image, 24)).version()).isPositive();
        return image;
    }

    private static long word(byte[] image, int at) {
        return memory(image).view().getLong(SuperblockLayout.SLOT_BYTES + (long) at);
    }

    private static int[] wordsThatAreNotZero(byte[] image) {
        return IntStream.range(0, SuperblockLayout.BYTES / 8)
                .map(word -> SuperblockLayout.SLOT_BYTES + word * 8)
                .filter(at -> !isZero(image, at))
                .toArray();
    }

    private static Region memory(byte[] image) {
        return Regions.ofMemory(MemorySegment.ofArray(image));
    }
}
