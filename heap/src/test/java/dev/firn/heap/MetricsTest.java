package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.SpaceReport;
import dev.firn.log.SpaceReport.Segments;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a store says of itself.
class MetricsTest {
    private final SimulatedRegion region = SimulatedRegion.create(1 << 18, 1 << 22);

    @Test
    void bytesOfUsersAreThoseOfKeysAndValues() {
        try (var store = Store.open(region, Stores.SMALL)) {
            var map = store.map("map", Codec.int64(), Codec.bytes());
            long before = store.metrics().log().userBytes();
            map.put(1L, new byte[1000]);
            long one = store.metrics().log().userBytes() - before;
            assertThat(one).isBetween(1008L, 1016L);
            map.remove(1L);
            assertThatThrownBy(() ->
                            store.transact(() -> {
                                map.put(2L, new byte[1000]);
                                throw new IllegalStateException("rolled back");
                            }))
                    .hasMessage("rolled back");
            assertThat(store.metrics().log().userBytes() - before).isEqualTo(one);
            store.transact(() -> {
                map.put(2L, new byte[1000]);
                map.put(3L, new byte[1000]);
            });
            assertThat(store.metrics().log().userBytes() - before).isEqualTo(3 * one);
            assertThat(store.metrics().rollbacks()).isEqualTo(1);
            assertThat(store.metrics().log().commitBytes()).isGreaterThan(3 * one);
            assertThat(store.metrics().log().writeAmplification()).isEqualTo(1);
        }
    }

    @Test
    void whatIsReplacedBecomesGarbage() {
        try (var store = Store.open(region, Stores.SMALL)) {
            var map = store.map("map", Codec.int64(), Codec.bytes());
            map.put(1L, new byte[2000]);
            var once = store.space();
            assertThat(once.live()).isBetween(2000L, 2400L);
            map.put(1L, new byte[2000]);
            var twice = store.space();
            assertThat(twice.live()).isCloseTo(once.live(), org.assertj.core.data.Offset.offset(200L));
            assertThat(twice.garbage() - once.garbage()).isBetween(2000L, 4096L); // perhaps an end of a segment
            assertThat(once.free() - twice.free()).isBetween(2000L, 4096L + 100);
            assertThat(twice.file()).isEqualTo(region.size());
            assertThat(twice.fill()).isBetween(0.001, 0.1);
        }
    }

    @Test
    void whatIsLiveIsTheSameAfterAReopening() {
        var random = new Random(1);
        var store = Store.open(region, Stores.SMALL);
        for (int i = 0; i < 400; i++) {
            var map = store.map("map", Codec.int64(), Codec.bytes());
            long key = random.nextInt(40);
            if (random.nextInt(4) == 0) map.remove(key);
            else map.put(key, new byte[random.nextInt(3000)]);
            if (i % 50 != 49) continue;
            // What a checkpoint has written counts while it is being made: it comes to its end beside commits.
            for (int step = 0; step < 16; step++) map.put(-1L, new byte[1]);
            long live = store.space().live();
            store.close();
            store = Store.open(region, Stores.SMALL);
            assertThat(store.space().live()).isEqualTo(live);
        }
        store.close();
    }

    /// The record checks its sum itself; here it is asked for at many moments.
    @Test
    void thePartsAddUpWhateverHappens() {
        var random = new Random(1);
        var store = Store.open(region, Stores.SMALL);
        for (int i = 0; i < 400; i++) {
            var map = store.map("map", Codec.int64(), Codec.bytes());
            long key = random.nextInt(40);
            if (random.nextInt(4) == 0) map.remove(key);
            else map.put(key, new byte[random.nextInt(3000)]);
            var space = store.space();
            assertThat(space.segments().count() * (long) space.segments().bytes()).isLessThan(space.file());
            if (i % 50 != 49) continue;
            store.close();
            store = Store.open(region, Stores.SMALL);
            assertThat(store.space().file()).isEqualTo(region.size());
        }
        store.close();
        assertThat(store.metrics().medium().writes()).isPositive();
        assertThatThrownBy(store::space).isInstanceOf(StoreClosedException.class);
    }

    @Test
    void whatDoesNotAddUpIsRefused() {
        var segments = new Segments(10, 1, 1, 1, 0);
        assertThat(new SpaceReport(10, 1, 2, 3, 4, segments).fill()).isEqualTo(1.0 / 6);
        assertThatThrownBy(() -> new SpaceReport(11, 1, 2, 3, 4, segments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("11 bytes are not 1 live + 2 garbage + 3 free + 4 overhead");
        assertThatThrownBy(() -> new SpaceReport(4, 3, -3, 0, 4, segments)).hasMessageContaining("-3 garbage");
    }

    @Test
    void memoryHasOwners() {
        try (var store = Store.open(region, Stores.SMALL)) {
            store.map("map", Codec.int64(), Codec.bytes()).put(1L, new byte[10]);
            var memory = store.metrics().memory();
            assertThat(memory.mapping()).isPositive();
            assertThat(memory.total()).isEqualTo(memory.mapping() + memory.versions());
        }
    }
}
