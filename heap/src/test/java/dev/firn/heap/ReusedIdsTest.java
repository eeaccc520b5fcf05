package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.log.Entry;
import dev.firn.pmem.Region;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// Objects come and go; their ids stay few, and nobody sees one object for another.
class ReusedIdsTest {
    private static final int KEYS = 200;

    private Region region = Stores.memory(2 << 20);
    private Store store = Store.open(region, Stores.SMALL);
    private DurableSortedMap<Integer, String> map = open();
    private final TreeMap<Integer, String> model = new TreeMap<>();

    private DurableSortedMap<Integer, String> open() {
        return store.sortedMap("map", Codec.int32(), Codec.string());
    }

    private void reopen(boolean inOrder) {
        if (inOrder) store.close();
        store = Store.open(region, Stores.SMALL);
        map = open();
    }

    private static String value(Random random) {
        int length = random.nextInt(10) == 0 ? 5000 : 250 + random.nextInt(600);
        return random.nextInt() + "v".repeat(length);
    }

    private void put(int key, String value) {
        map.put(key, value);
        model.put(key, value);
    }

    private void remove(int key) {
        map.remove(key);
        model.remove(key);
    }

    private void change(Random random) {
        int key = random.nextInt(KEYS);
        if (random.nextBoolean()) remove(key);
        else put(key, value(random));
    }

    private long tombstones() {
        var mapping = store.engine.log.mapping();
        long found = 0;
        for (long object = 1; object < mapping.capacity(); object++) {
            if (Entry.isTombstone(mapping.raw(object))) found++;
        }
        return found;
    }

    @Test
    void neitherIdsNorTombstonesGrowWithWhatWasEverCreated() {
        var random = new Random(1);
        for (int life = 0; life < 3; life++) {
            for (int i = 0; i < 8000; i++) change(random);
            assertThat(map).isEqualTo(model);
            // A value of 5000 bytes is in several chunks.
            assertThat(store.engine.log.nextObject()).isLessThan(6 * KEYS);
            assertThat(tombstones()).isLessThan(6 * KEYS);
            CleaningTest.assertLiveIsWhatTheMappingShows(store);
            reopen(life == 0);
        }
    }

    /// What an earlier life has deleted is found, too.
    @Test
    void idsOfAnEarlierLifeAreUsedAgain() {
        var random = new Random(2);
        for (int key = 0; key < 1000; key++) put(key, value(random));
        for (int key = 0; key < 1000; key++) remove(key);
        reopen(true);
        long before = store.engine.log.nextObject();
        for (int key = 0; key < 600; key++) put(key, "x".repeat(300));
        assertThat(store.engine.log.nextObject()).isLessThan(before + 300);
        assertThat(map).isEqualTo(model);
    }

    /// Readers that began at any time before see what was there then, whoever has the ids now.
    @Property(tries = 20)
    void aSnapshotNeverSeesANewObjectForAnOldOne(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int most) {
        region = Stores.memory(2 << 20); // room for all that is written, so that no reader is ended
        reopen(false);
        model.clear();
        var random = new Random(seed);
        var readers = new ArrayDeque<Reader>();
        for (int i = 0; i < 600; i++) {
            change(random);
            if (random.nextInt(40) > 0) continue;
            readers.add(new Reader(map.entrySet().iterator(), new TreeMap<>(model)));
            if (readers.size() > most) readers.poll().check();
        }
        readers.forEach(Reader::check);
    }

    /// Has a snapshot of what was there when it was made.
    private record Reader(Iterator<Map.Entry<Integer, String>> walk, Map<Integer, String> expected) {
        void check() {
            var seen = new TreeMap<Integer, String>();
            walk.forEachRemaining(entry -> seen.put(entry.getKey(), entry.getValue()));
            assertThat(seen).isEqualTo(expected);
        }
    }

    /// Ids that a transaction was given and did not use are used by another, once.
    @Test
    void aTransactionThatFailsLosesNoIds() {
        var random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            change(random);
            if (i % 3 > 0) continue;
            int key = random.nextInt(KEYS);
            assertThatThrownBy(() ->
                            store.transact(() -> {
                                map.put(KEYS, "z".repeat(400));
                                map.put(KEYS + 1, "z".repeat(1 << 20));
                                map.remove(key);
                            }))
                    .isInstanceOf(ValueTooLargeException.class);
        }
        assertThat(map).isEqualTo(model);
        assertThat(store.engine.log.nextObject()).isLessThan(8 * KEYS);
    }
}
