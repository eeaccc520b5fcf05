package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.recovery.RecoveryReport.Checkpoint;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Stores that make checkpoints while they are written.
class StoreCheckpointTest {
    private static final CheckpointOptions OFTEN =
            CheckpointOptions.defaults().withTailRecords(200).withNamed(4, 32).withMaxRuns(4);

    private static Map<String, String> fill(Store store, int from, int to) {
        var map = store.sortedMap("m", Codec.string(), Codec.string());
        for (int i = from; i < to; i++) map.put("key " + i % 300, "value " + i);
        return new TreeMap<>(map);
    }

    @Test
    void anOpeningReadsTheTailAlone() {
        var region = Stores.memory(1 << 20);
        var store = StoreOpener.open(region, Stores.SMALL, OFTEN);
        var expected = fill(store, 0, 5000);
        long before = store.recovery().life();
        var again = StoreOpener.open(region, Stores.SMALL, OFTEN); // as after a kill
        assertThat(again.recovery().checkpoint()).isEqualTo(Checkpoint.USED);
        assertThat(again.recovery().records()).isLessThan(1000);
        assertThat(again.recovery().life()).isGreaterThan(before);
        assertThat(again.sortedMap("m", Codec.string(), Codec.string())).isEqualTo(expected);
    }

    @Test
    void livesFollowEachOther() {
        var region = Stores.memory(1 << 20);
        Map<String, String> expected = Map.of();
        for (int life = 0; life < 12; life++) {
            var store = StoreOpener.open(region, Stores.SMALL, OFTEN);
            if (life > 0) assertThat(store.sortedMap("m", Codec.string(), Codec.string())).isEqualTo(expected);
            expected = fill(store, life * 700, life * 700 + 700);
            if (life % 2 == 0) store.close();
        }
    }

    /// Segments that were emptied are named by checkpoints, and used again.
    @Test
    void aStoreOfBoundedSizeIsWrittenForEver() {
        var region = Stores.memory(2 * 4096 + 100 * 4096);
        var options = Stores.SMALL.withMaxBytes(2 * 4096 + 100 * 4096);
        Map<String, String> expected = Map.of();
        for (int life = 0; life < 4; life++) {
            var store = StoreOpener.open(region, options, OFTEN);
            if (life > 0) assertThat(store.sortedMap("m", Codec.string(), Codec.string())).isEqualTo(expected);
            expected = fill(store, life * 3000, life * 3000 + 3000);
        }
    }
}
