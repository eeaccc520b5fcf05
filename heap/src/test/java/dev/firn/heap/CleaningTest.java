package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.log.CheckpointHeads;
import dev.firn.log.Entry;
import dev.firn.log.Records;
import dev.firn.log.SegmentTable.Use;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A store that may not grow is written over and over.
class CleaningTest {
    private static final int SEGMENT = 16 << 10;

    private static StoreOptions limited(int segments) {
        return Stores.SMALL.withSegmentBytes(SEGMENT).withMaxBytes(bytes(segments));
    }

    private static int bytes(int segments) {
        return SEGMENT + segments * SEGMENT;
    }

    @ParameterizedTest
    @ValueSource(ints = {48, 96})
    void aStoreThatIsWrittenOverAndOverEqualsItsModel(int segments) {
        writeOverAndOver(segments, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {48, 96})
    void whatIsLiveIsCountedExactlyInEveryLife(int segments) {
        writeOverAndOver(segments, true);
    }

    private static void writeOverAndOver(int segments, boolean exactInEveryLife) {
        var region = Stores.region(bytes(segments));
        var options = limited(segments);
        var model = new TreeMap<String, String>();
        var random = new Random(segments);
        int keys = segments * 8;
        for (int life = 0; life < 3; life++) {
            try (var store = Store.open(region, options)) {
                var map = store.sortedMap("map", Codec.string(), Codec.string());
                for (int i = 0; i < segments * 100; i++) change(random, keys, map, model);
                assertThat(new TreeMap<>(map)).isEqualTo(model);
                if (life == 0 || exactInEveryLife) assertLiveIsWhatTheMappingShows(store);
                assertThat(store.metrics().log().segmentOpenings()).isGreaterThan(segments);
            }
        }
        assertThat(region.size()).isEqualTo(bytes(segments));
    }

    private static void change(Random random, int keys, Map<String, String> map, Map<String, String> model) {
        String key = "key " + (int) (keys * random.nextDouble() * random.nextDouble());
        if (random.nextInt(4) == 0) {
            map.remove(key);
            model.remove(key);
        } else {
            String value = "v".repeat(random.nextInt(random.nextInt(8) == 0 ? 1500 : 200)) + random.nextInt();
            map.put(key, value);
            model.put(key, value);
        }
    }

    /// Counted anew, every segment has what was counted all along.
    static void assertLiveIsWhatTheMappingShows(Store store) {
        var log = store.engine.log;
        var counted = new HashMap<Integer, Integer>();
        for (long object = 1; object < log.mapping().capacity(); object++) {
            for (long e = log.mapping().raw(object); e != Entry.NONE; e = Records.before(log.view(), e, 1)) {
                counted.merge(log.segmentOf(Entry.address(e)), Entry.sizeBytes(e), Integer::sum);
            }
        }
        for (int segment = 0; segment < log.segments().count(); segment++) {
            // Blocks of checkpoints are not objects.
            if (CheckpointHeads.contains(log.segments().opening(segment).head())) continue;
            assertThat(log.live().of(segment)).as("segment " + segment).isEqualTo(counted.getOrDefault(segment, 0));
            if (counted.getOrDefault(segment, 0) > 0) {
                assertThat(log.segments().use(segment)).as("segment " + segment).isIn(Use.OPEN, Use.SEALED);
            }
        }
    }

    @Test
    void aFullStoreTakesDeletionsAndThenMore() {
        var store = Store.open(Stores.region(bytes(48)), limited(48));
        var map = store.map("map", Codec.int32(), Codec.string());
        int filled = fill(map);
        for (int round = 0; round < 20; round++) {
            for (int key = 0; key < filled; key++) assertThat(map.remove(key)).as("key " + key).isNotNull();
            assertThat(map).isEmpty();
            assertThat(fill(map)).isGreaterThanOrEqualTo(filled * 9 / 10);
            while (map.containsKey(filled)) map.remove(filled++);
            filled = map.size();
        }
        store.close();
    }

    private static int fill(Map<Integer, String> map) {
        int key = 0;
        try {
            while (true) map.put(key, "value".repeat(20) + key++);
        } catch (StoreFullException full) {
            assertThat(map).hasSize(key - 1);
            return key - 1;
        }
    }

    @Test
    void aSnapshotReadsOnWhileItsSegmentsAreEmptied() {
        var store = Store.open(Stores.region(bytes(64)), limited(64));
        var map = store.map("map", Codec.int32(), Codec.string());
        for (int key = 0; key < 200; key++) map.put(key, "old " + key);
        store.read(() -> {
            var writer =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; i < 300; i++) map.put(i % 200, "new " + i);
                            });
            join(writer);
            for (int key = 0; key < 200; key++) assertThat(map.get(key)).isEqualTo("old " + key);
        });
        for (int key = 100; key < 200; key++) assertThat(map.get(key)).isEqualTo("new " + key);
        store.close();
    }

    @Test
    void aSnapshotThatHoldsBackTheLastRoomEnds() {
        var store = Store.open(Stores.region(bytes(48)), limited(48));
        var map = store.map("map", Codec.int32(), Codec.string());
        for (int key = 0; key < 100; key++) map.put(key, "old " + key);
        var walk = map.entrySet().iterator();
        walk.next();
        assertThatThrownBy(() ->
                        store.read(() -> {
                            var writer =
                                    Thread.ofPlatform()
                                            .start(() -> {
                                                for (int i = 0; i < 20_000; i++) map.put(i % 100, "new " + i);
                                            });
                            join(writer);
                            map.get(7);
                        }))
                .isInstanceOf(SnapshotTooOldException.class);
        assertThatThrownBy(() -> walk.forEachRemaining(_ -> {})).isInstanceOf(SnapshotTooOldException.class);
        for (int key = 0; key < 100; key++) assertThat(map.get(key)).isEqualTo("new " + (19_900 + key));
        store.close();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void readersWithoutASnapshotSeeOnlyWhatWasWritten() throws Exception {
        var store = Store.open(Stores.memory(bytes(48)), limited(48));
        var map = store.map("map", Codec.int32(), Codec.string());
        for (int key = 0; key < 50; key++) map.put(key, value(key, 0));
        var writer =
                Thread.ofPlatform()
                        .start(() -> {
                            for (int i = 0; i < 60_000; i++) map.put(i % 50, value(i % 50, i));
                        });
        var random = new Random(1);
        long read = 0;
        for (; writer.isAlive(); read++) {
            int key = random.nextInt(50);
            assertThat(map.get(key)).startsWith("value of " + key + " ").endsWith(" end");
        }
        writer.join();
        assertThat(read).isPositive();
        assertThat(store.engine.log.segments().reuses()).isGreaterThan(100);
        store.close();
    }

    private static String value(int key, int version) {
        return "value of " + key + " " + "x".repeat(version % 150) + " end";
    }
}
