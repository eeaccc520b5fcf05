package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreTest {
    private final dev.firn.pmem.Region region = Stores.region(4 << 20);

    @Test
    void whatWasPutIsThereAfterReopening() {
        try (var store = Store.open(region, Stores.SMALL)) {
            store.map("names", Codec.int64(), Codec.string()).put(7L, "seven");
        }
        try (var store = Store.open(region, Stores.SMALL)) {
            assertThat(store.map("names", Codec.int64(), Codec.string()).get(7L)).isEqualTo("seven");
        }
    }

    @Test
    void whatWasPutIsThereAfterAKill() {
        var store = Store.open(region, Stores.SMALL);
        store.map("names", Codec.int64(), Codec.string()).put(7L, "seven");
        try (var again = Store.open(region, Stores.SMALL)) {
            assertThat(again.map("names", Codec.int64(), Codec.string()).get(7L)).isEqualTo("seven");
        }
    }
}
