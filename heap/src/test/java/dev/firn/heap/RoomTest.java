package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.heap.FullStore.Kind;
import dev.firn.log.LogCounters;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.Region;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a commit costs when room is short, and what is refused.
class RoomTest {
    private static final int SEGMENT = 16 << 10;
    private static final int SEGMENTS = 128;
    private static final int BYTES = (1 + SEGMENTS) * SEGMENT;

    /// Nearly full: the cleaner must copy a lot to win a segment, but no commit waits for all of it.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCommitCopiesAFewSegmentsAtMost(boolean isSkewed) {
        var kind = new Kind(SEGMENTS, SEGMENT, 1, false, true, isSkewed, 200, 7);
        var store = new FullStore(kind);
        store.fillTo(store.store().engine.mostLive() * 97 / 100);
        var log = store.store().engine.log;
        long[] seen = {log.counters().movedBytes(), 0};
        store.writeOver(
                kind.bytes(),
                () -> {
                    long moved = log.counters().movedBytes();
                    seen[1] = Math.max(seen[1], moved - seen[0]);
                    seen[0] = moved;
                });
        store.check();
        assertThat(seen[1]).as("copied by one commit").isPositive().isLessThan(8 * SEGMENT);
    }

    /// What a commit waits for is counted, not timed: bytes that are copied and that checkpoints take, and segments,
    /// each with a drain of its own. Where checkpoints were begun for one or two names each, they took half of what
    /// cleaning won, and one commit waited for 22 segments.
    @Test
    void aCommitWaitsForLittleInALogOfSegmentsOfUsualSize() {
        int segment = 64 << 10;
        var kind = new Kind(256, segment, 1, false, true, false, 200, 7);
        var store = new FullStore(kind);
        store.fillTo(store.store().engine.mostLive() * 97 / 100);
        var log = store.store().engine.log;
        var before = new LogCounters[] {log.counters()};
        long[] most = {0, 0};
        store.writeOver(
                kind.bytes(),
                () -> {
                    var now = log.counters();
                    long moved = now.movedBytes() - before[0].movedBytes();
                    long named = now.checkpointBytes() - before[0].checkpointBytes();
                    most[0] = Math.max(most[0], moved + named);
                    most[1] = Math.max(most[1], now.openings() - before[0].openings());
                    before[0] = now;
                });
        assertThat(most[0]).as("bytes that one commit waited for").isPositive().isLessThan(12L * segment);
        assertThat(most[1]).as("segments that it opened").isPositive().isLessThan(12);
    }

    /// Notes how much was copied since the drain before.
    private static final class Synchronised extends DelegatingRegion {
        private LongSupplier copied = () -> 0;
        private long before;
        private long most;

        Synchronised(Region region) {
            super(region);
        }

        @Override
        public Granularity granularity() {
            return Granularity.PAGE;
        }

        @Override
        public void drain() {
            super.drain();
            long now = copied.getAsLong();
            most = Math.max(most, now - before);
            before = now;
        }
    }

    @Test
    void noSynchronisationWaitsForMoreThan64KilobytesOfCopies() {
        var region = new Synchronised(Stores.memory(BYTES));
        var store = Store.open(region, Stores.SMALL.withSegmentBytes(SEGMENT).withMaxBytes(BYTES));
        region.copied = () -> store.engine.log.counters().movedBytes();
        var map = store.map("map", Codec.int32(), Codec.string());
        for (int i = 0; i < 30_000; i++) map.put((int) (i * 7919L % 8000), "value".repeat(20) + i % 10);
        assertThat(store.engine.log.counters().movedBytes()).isGreaterThan(BYTES);
        assertThat(region.most).isPositive().isLessThanOrEqualTo(64 << 10);
    }

    /// Its room must be there at once, however much garbage there is besides.
    @Test
    void aCommitOfSeveralSegmentsFindsRoomWhereThereIsGarbage() {
        var store = Store.open(Stores.memory(BYTES), Stores.SMALL.withSegmentBytes(SEGMENT).withMaxBytes(BYTES));
        var map = store.map("map", Codec.int32(), Codec.bytes());
        for (int round = 0; round < 30; round++) {
            for (int i = 0; i < 200; i++) map.put(i, new byte[1000]);
            map.put(1000 + round % 3, new byte[12 * SEGMENT]);
        }
        assertThat(map).hasSize(203);
        assertThat(map.get(1001)).hasSize(12 * SEGMENT);
    }

    /// What has to be emptied together must find room in a later life, too.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anOpeningFindsHowLongCommitsWere(boolean hasCheckpoint) {
        var region = Stores.memory(BYTES);
        var options = Stores.SMALL.withSegmentBytes(SEGMENT).withMaxBytes(BYTES);
        var store = Store.open(region, options);
        var map = store.map("map", Codec.int32(), Codec.bytes());
        for (int i = 0; i < 5; i++) map.put(i, new byte[5 * SEGMENT]);
        map.put(5, new byte[12 * SEGMENT]);
        if (hasCheckpoint) for (int i = 0; i < 4000; i++) map.put(10, new byte[900]);
        assertThat(store.engine.log.superblock().checkpoint().isThere()).isEqualTo(hasCheckpoint);
        long limit = store.engine.mostLive();
        var again = Store.open(region, options);
        assertThat(again.engine.mostLive()).isEqualTo(limit);
        again.map("map", Codec.int32(), Codec.bytes()).remove(5);
        assertThat(again.engine.mostLive()).isEqualTo(limit);
    }

    @Test
    void aCommitThatIsTooLongForTheStoreIsRefusedAndNothingHasHappened() {
        var region = Stores.memory(BYTES);
        var options = Stores.SMALL.withSegmentBytes(SEGMENT).withMaxBytes(BYTES);
        var store = Store.open(region, options);
        var map = store.map("map", Codec.int32(), Codec.bytes());
        for (int i = 0; i < 400; i++) map.put(i, new byte[1000]);
        assertThatThrownBy(() -> map.put(1000, new byte[BYTES])).isInstanceOf(StoreFullException.class);
        assertThat(map).hasSize(400).doesNotContainKey(1000);
        for (int i = 0; i < 4000; i++) map.put(i % 400, new byte[900]);
        var again = Store.open(region, options).map("map", Codec.int32(), Codec.bytes());
        assertThat(new TreeMap<>(again).keySet()).hasSize(400);
        assertThat(again.get(399)).hasSize(900);
    }
}
