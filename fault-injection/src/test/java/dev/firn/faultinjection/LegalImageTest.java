package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the engine enumerates, against the definition of each model: all subsets of the pending stores that respect its
/// order, found one by one.
class LegalImageTest {
    private static final int BYTES = 1024;

    /// Fifteen single stores on two lines, nothing flushed: 9 on the first and 6 on the second.
    @Test
    void aSmallCommitOnTwoLinesHasSeventyImages() {
        var region = SimulatedRegion.create(BYTES, BYTES);
        for (int store = 0; store < 9; store++) region.publish(store % 8 * 8L, 100 + store);
        for (int store = 0; store < 6; store++) region.publish(64 + store * 8L, 200 + store);
        var images = Enumeration.of(CrashModel.PX86, atEnd(region));
        assertThat(images.visited()).isEqualTo(70);
        assertThat(images.distinct()).isEqualTo(70);
    }

    @Test
    void aPublishOrdersWhatItsThreadStoredInTheLineBefore() {
        var region = SimulatedRegion.create(BYTES, BYTES);
        write(region, 0, 1, 2, 3);
        region.publish(24, 4);
        // Any of three words, and then the flag alone.
        assertThat(Enumeration.of(CrashModel.JAVA, atEnd(region)).distinct()).isEqualTo(8 + 1);
        assertThat(Enumeration.of(CrashModel.WORDS, atEnd(region)).distinct()).isEqualTo(16);
    }

    @Test
    void aPublishInAnotherLineOrdersNothingHere() {
        var region = SimulatedRegion.create(BYTES, BYTES);
        write(region, 0, 1, 2);
        region.publish(64, 4);
        assertThat(Enumeration.of(CrashModel.JAVA, atEnd(region)).distinct()).isEqualTo(8);
    }

    @Test
    void aFlushSeparatesPlainStoresInALineWithAPublish() {
        var region = SimulatedRegion.create(BYTES, BYTES);
        region.store(0, MemorySegment.ofArray(new long[] {1}), 0, 8);
        region.flush(512, 8);
        region.store(8, MemorySegment.ofArray(new long[] {2}), 0, 8);
        region.publish(16, 3);
        assertThat(Enumeration.of(CrashModel.JAVA, atEnd(region)).distinct()).isEqualTo(4);
    }

    @Test
    void garbageIsNeitherOldNorNew() {
        var region = SimulatedRegion.create(BYTES, BYTES);
        write(region, 0, 1);
        region.publish(0, 2);
        region.publish(64, 3);
        assertThat(Enumeration.of(CrashModel.GARBAGE, atEnd(region)).distinct()).isEqualTo(4 * 3);
    }

    @ParameterizedTest
    @EnumSource(CrashModel.class)
    void whatIsStoredOverTheSameIsNoChoice(CrashModel model) {
        var region = SimulatedRegion.create(BYTES, BYTES);
        write(region, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0);
        var medium = atEnd(region);
        var images = Enumeration.of(model, medium);
        assertThat(images.images()).isEqualTo(legal(model, medium));
        if (model != CrashModel.GARBAGE) assertThat(images.visited()).isEqualTo(images.distinct());
    }

    /// The newest store is of what is durable, and still not every choice leaves that.
    @Test
    void whatIsStoredOverTheSameIsAChoiceBehindAnotherStore() {
        var region = SimulatedRegion.create(BYTES, BYTES);
        write(region, 0, 1);
        write(region, 0, 0);
        assertThat(Enumeration.of(CrashModel.WORDS, atEnd(region)).distinct()).isEqualTo(2);
    }

    @Test
    void blocksAreWholeAfterEachCall() {
        var region = SimulatedRegion.create(8192, 8192);
        write(region, 0, 1, 2, 3);
        write(region, 1024, 4);
        write(region, 4088, 5, 6);
        // Three calls to the first block, one to the second.
        assertThat(Enumeration.of(CrashModel.BLOCK, atEnd(region, 8192)).distinct()).isEqualTo(4 * 2);
    }

    @ParameterizedTest
    @EnumSource(CrashModel.class)
    void exactlyTheLegalImagesAreEnumerated(CrashModel model) {
        var random = new Random(17);
        for (int round = 0; round < 150; round++) {
            var medium = atEnd(randomWork(random, 9));
            var images = Enumeration.of(model, medium);
            assertThat(images.images()).as(model + ", round " + round).isEqualTo(legal(model, medium));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CrashModel.class,
            names = {"PREFIX", "JAVA", "WORDS", "PAGECACHE", "BLOCK", "GARBAGE"})
    void noImageIsEnumeratedTwice(CrashModel model) {
        var random = new Random(18);
        for (int round = 0; round < 100; round++) {
            var images = Enumeration.of(model, atEnd(randomWork(random, 12)));
            assertThat((long) images.distinct()).as(model + ", round " + round).isEqualTo(images.visited());
        }
    }

    /// Every value is new, so that different survivors make different images.
    private static SimulatedRegion randomWork(Random random, int calls) {
        var region = SimulatedRegion.create(BYTES, BYTES);
        long value = 1000;
        for (int call = 0; call < calls && stores(region) < 8; call++) {
            long at = (random.nextInt(2) * 520 + random.nextInt(10) * 8) & -8;
            switch (random.nextInt(6)) {
                case 0 -> write(region, at, value++, value++);
                case 1, 2 -> region.publish(at, value++);
                case 3 -> region.store(at, MemorySegment.ofArray(new long[] {value++}), 0, 8);
                case 4 -> region.flush(at, 64);
                default -> {
                    if (random.nextInt(3) == 0) region.drain();
                }
            }
        }
        return region;
    }

    private static int stores(SimulatedRegion region) {
        return atEnd(region).pending().count();
    }

    /// All subsets of the pending stores in which nothing survives without what must come before it.
    private static Set<String> legal(CrashModel model, Medium medium) {
        var pending = medium.pending();
        var images = new TreeSet<String>();
        for (int set = 0; set < 1 << pending.count(); set++) {
            if (!isLegal(model, pending, set)) continue;
            for (var garbled : garbled(model, pending, set)) {
                byte[] bytes = medium.durable().clone();
                for (int store = 0; store < pending.count(); store++) {
                    if ((set >> store & 1) != 0) Words.set(bytes, pending.word(store), pending.value(store));
                }
                for (int store : garbled) Words.set(bytes, pending.word(store), Units.garbage(pending, store));
                images.add(Enumeration.text(bytes));
            }
        }
        return images;
    }

    private static boolean isLegal(CrashModel model, Pending pending, int set) {
        for (int late = 0; late < pending.count(); late++) {
            for (int early = 0; early < late; early++) {
                boolean lateIs = (set >> late & 1) != 0;
                boolean earlyIs = (set >> early & 1) != 0;
                if (lateIs && !earlyIs && isBefore(model, pending, early, late)) return false;
                if (lateIs != earlyIs && isTied(model, pending, early, late)) return false;
            }
        }
        return switch (model) {
            case NONE_SURVIVE -> set == 0;
            case ALL_SURVIVE -> set == (1 << pending.count()) - 1;
            case PREFIX, PX86, JAVA, WORDS, GARBAGE, PAGECACHE, BLOCK -> true;
        };
    }

    private static boolean isBefore(CrashModel model, Pending pending, int early, int late) {
        boolean sameWord = pending.word(early) == pending.word(late);
        boolean sameLine = pending.word(early) / 8 == pending.word(late) / 8;
        return switch (model) {
            case NONE_SURVIVE, ALL_SURVIVE -> false;
            case PREFIX -> true;
            case PX86 -> {
                boolean singles = pending.isSingle(early) && pending.isSingle(late);
                yield singles ? sameLine : sameWord && pending.isSingle(early) == pending.isSingle(late);
            }
            case JAVA ->
                    sameWord || sameLine && hasPublish(pending, early) && pending.epoch(early) < pending.epoch(late);
            case WORDS, GARBAGE -> sameWord;
            case PAGECACHE -> pending.word(early) / 64 == pending.word(late) / 64;
            case BLOCK -> pending.word(early) / 512 == pending.word(late) / 512;
        };
    }

    private static boolean isTied(CrashModel model, Pending pending, int early, int late) {
        boolean sameBlock = pending.word(early) / 512 == pending.word(late) / 512;
        return model == CrashModel.BLOCK && sameBlock && pending.event(early) == pending.event(late);
    }

    private static boolean hasPublish(Pending pending, int of) {
        for (int store = 0; store < pending.count(); store++) {
            if (pending.isPublished(store) && pending.line(store) == pending.line(of)) return true;
        }
        return false;
    }

    /// The words that hold garbage, named by their first store: any of those of which nothing survives.
    private static List<List<Integer>> garbled(CrashModel model, Pending pending, int set) {
        var all = new ArrayList<List<Integer>>();
        all.add(List.of());
        if (model != CrashModel.GARBAGE) return all;
        for (int store = 0; store < pending.count(); store++) {
            if (!isFirst(pending, store) || (set >> store & 1) != 0) continue;
            for (var some : List.copyOf(all)) {
                var more = new ArrayList<>(some);
                more.add(store);
                all.add(more);
            }
        }
        return all;
    }

    private static boolean isFirst(Pending pending, int of) {
        for (int store = 0; store < of; store++) if (pending.word(store) == pending.word(of)) return false;
        return true;
    }

    private static Medium atEnd(SimulatedRegion region) {
        return atEnd(region, BYTES);
    }

    private static Medium atEnd(SimulatedRegion region, int bytes) {
        var medium = new Medium(new byte[bytes], region.trace());
        while (medium.step()) continue;
        return medium;
    }

    private static void write(SimulatedRegion region, long at, long... words) {
        region.write(at, MemorySegment.ofArray(words), 0, words.length * 8L);
    }
}
