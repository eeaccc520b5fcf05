package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.rules.RuleWatch;
import dev.firn.log.OutcomeUnknownException;
import dev.firn.pmem.Region;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Bad input, bad codecs, a full store, a broken medium: a typed error, and nothing lost.
class FaultTest {
    private final FailingRegion failing = new FailingRegion(Stores.memory(256 << 10));
    private final Region region = RuleWatch.over(failing);
    private final Store store = Store.open(region, Stores.SMALL.withMaxBytes(256 << 10).withMaxValueBytes(20_000));
    private final DurableSortedMap<String, String> map = store.sortedMap("m", Codec.string(), Codec.string());

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> map.put(null, "a")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map.put("a", null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map.get(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map.containsKey(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map.remove(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map.floorKey(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map.headMap(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map.merge("a", null, String::concat)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> store.ref("r", Codec.string()).set(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> store.map(null, Codec.string(), Codec.string()))
                .isInstanceOf(NullPointerException.class);
        assertThat(map).isEmpty();
    }

    @Test
    void aValueLongerThanTheLimit() {
        map.put("a", "x".repeat(19_000));
        assertThatThrownBy(() -> map.put("a", "x".repeat(20_001)))
                .isInstanceOf(ValueTooLargeException.class)
                .hasMessageContaining("20000")
                .hasMessageContaining("m");
        assertThatThrownBy(() -> store.transact(() -> map.put("b", "x".repeat(20_001))))
                .isInstanceOf(ValueTooLargeException.class);
        assertThat(map).hasSize(1);
        assertThat(map.get("a")).hasSize(19_000);
    }

    @Test
    void aKeyLongerThanTheLimit() {
        assertThatThrownBy(() -> map.put("k".repeat(300), "v"))
                .isInstanceOf(ValueTooLargeException.class)
                .hasMessageContaining("key");
        assertThat(map.get("k".repeat(300))).isNull();
        assertThat(map).isEmpty();
    }

    @Test
    void aCodecThatThrows() {
        Codec<String> picky =
                new Codec<>() {
                    @Override
                    public void write(String value, Encoder out) {
                        if (value.contains("bad")) throw new IllegalStateException("cannot write " + value);
                        out.putString(value);
                    }

                    @Override
                    public String read(Decoder in) {
                        String value = in.getString();
                        if (value.contains("odd")) throw new IllegalStateException("cannot read " + value);
                        return value;
                    }

                    @Override
                    public boolean ordered() {
                        return true;
                    }

                    @Override
                    public String schema() {
                        return "picky";
                    }
                };
        var strange = store.sortedMap("strange", picky, picky);
        strange.put("a", "good");
        assertThatThrownBy(() -> strange.put("b", "bad")).hasMessage("cannot write bad");
        assertThatThrownBy(() -> strange.put("bad", "b")).hasMessage("cannot write bad");
        assertThatThrownBy(() ->
                        store.transact(() -> {
                            strange.put("c", "good");
                            strange.put("d", "bad");
                        }))
                .hasMessage("cannot write bad");
        strange.put("e", "odd");
        assertThatThrownBy(() -> strange.get("e")).hasMessage("cannot read odd");
        assertThatThrownBy(() -> strange.forEach((_, _) -> {})).hasMessage("cannot read odd");
        strange.keySet().remove("unknown");
        assertThat(strange.keySet()).containsExactly("a", "e");
        assertThat(strange.get("a")).isEqualTo("good");
    }

    @Test
    void aFullStoreStaysWhole() {
        var model = new HashMap<String, String>();
        int written = 0;
        while (true) {
            String key = "k" + written; // writing the same keys anew never fills a store
            String value = "v".repeat(written % 300) + written;
            try {
                map.put(key, value);
            } catch (StoreFullException full) {
                assertThat(full).hasMessageContaining("limit");
                break;
            }
            model.put(key, value);
            written++;
        }
        assertThat(map).isEqualTo(model);
        assertThatThrownBy(() ->
                        store.transact(() -> {
                            for (int i = 0; i < 100; i++) map.put("new" + i, "x".repeat(1000));
                        }))
                .isInstanceOf(StoreFullException.class);
        assertThat(map).isEqualTo(model);
        store.close();
        try (var again = Store.open(region, Stores.SMALL)) {
            assertThat(again.sortedMap("m", Codec.string(), Codec.string())).isEqualTo(model);
        }
    }

    @Test
    void aTransactionThatDoesNotFitFailsWhole() {
        map.put("a", "before");
        assertThatThrownBy(() ->
                        store.transact(() -> {
                            map.put("a", "after");
                            for (int i = 0; i < 40; i++) map.put("k" + i, "x".repeat(15_000));
                        }))
                .isInstanceOf(StoreFullException.class);
        assertThat(map).isEqualTo(Map.of("a", "before"));
        store.close();
        try (var again = Store.open(region, Stores.SMALL)) {
            assertThat(again.sortedMap("m", Codec.string(), Codec.string())).isEqualTo(Map.of("a", "before"));
        }
    }

    @Test
    void afterAFailedSyncNothingIsTakenAndReopeningDecides() {
        map.put("a", "before");
        failing.failDrains = true;
        assertThatThrownBy(() -> map.put("a", "after")).isInstanceOf(OutcomeUnknownException.class);
        failing.failDrains = false;
        assertThatThrownBy(() -> map.put("b", "more")).isInstanceOf(StoreFailedException.class);
        assertThatThrownBy(() -> map.get("a")).isInstanceOf(StoreFailedException.class);
        assertThatThrownBy(() -> store.transact(() -> {})).isInstanceOf(StoreFailedException.class);
        assertThatThrownBy(store::begin).isInstanceOf(StoreFailedException.class);
        store.close();
        try (var again = Store.open(region, Stores.SMALL)) {
            assertThat(again.sortedMap("m", Codec.string(), Codec.string()).get("a")).isIn("before", "after");
        }
    }

    @Test
    void aFailedSyncInATransaction() {
        map.put("a", "before");
        assertThatThrownBy(() ->
                        store.transact(() -> {
                            map.put("a", "after");
                            failing.failDrains = true;
                        }))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> map.get("a")).isInstanceOf(StoreFailedException.class);
    }

    @Test
    void nothingWorksAfterClosing() {
        map.put("a", "b");
        map.put("b", "b");
        var ref = store.ref("r", Codec.string());
        var keys = map.keySet().iterator();
        keys.next();
        store.close();
        store.close();
        assertThatThrownBy(() -> map.get("a")).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(() -> map.put("a", "c")).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(() -> map.remove("a")).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(map::size).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(map::isEmpty).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(map::clear).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(map::firstKey).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(() -> map.entrySet().iterator()).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(keys::next).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(ref::get).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(store::begin).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(() -> store.transact(() -> {})).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(() -> store.read(() -> {})).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(store::collections).isInstanceOf(StoreClosedException.class);
        assertThatThrownBy(() -> store.map("m", Codec.string(), Codec.string()))
                .isInstanceOf(StoreClosedException.class);
        assertThat(store.region()).isSameAs(region);
        assertThat(store.metrics().commits()).isEqualTo(4);
    }

    @Test
    void aReadOnlyStoreIsReadOnly() {
        map.put("a", "b");
        store.close();
        try (var reading = Store.open(region, Stores.SMALL.withReadOnly(true))) {
            var same = reading.sortedMap("m", Codec.string(), Codec.string());
            assertThat(same).isEqualTo(Map.of("a", "b"));
            assertThatThrownBy(() -> same.put("a", "c")).isInstanceOf(StoreReadOnlyException.class);
            assertThatThrownBy(() -> reading.transact(() -> {})).isInstanceOf(StoreReadOnlyException.class);
            assertThatThrownBy(() -> reading.ref("new", Codec.string()))
                    .isInstanceOf(StoreReadOnlyException.class)
                    .hasMessageContaining("new");
        }
    }

    @Test
    void anotherTypeIsRefused() {
        assertThatThrownBy(() -> store.sortedMap("m", Codec.string(), Codec.int32()))
                .isInstanceOf(CollectionTypeException.class)
                .hasMessageContaining("value type");
        assertThatThrownBy(() -> store.sortedMap("m", Codec.int64(), Codec.string()))
                .isInstanceOf(CollectionTypeException.class)
                .hasMessageContaining("key type");
        assertThatThrownBy(() -> store.map("m", Codec.string(), Codec.string()))
                .isInstanceOf(CollectionTypeException.class)
                .hasMessageContaining("SORTED_MAP");
        assertThatThrownBy(() -> store.sortedMap("n", Codec.bytes(), Codec.string()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order");
    }
}
