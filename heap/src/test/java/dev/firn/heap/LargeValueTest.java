package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Values in the page, in an object of their own, in chunks over several segments; and keys and pages at the borders
/// between.
class LargeValueTest {
    private final Region region = Stores.region(16 << 20);
    private Store store = Store.open(region, Stores.SMALL);
    private DurableSortedMap<Integer, byte[]> map = store.sortedMap("m", Codec.int32(), Codec.bytes());

    private void reopen() {
        store.close();
        store = Store.open(region, Stores.SMALL);
        map = store.sortedMap("m", Codec.int32(), Codec.bytes());
    }

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void ofEveryLengthAroundTheBorders() {
        int[] borders = {0, 1, 7, 8, 9, 128, 256, 512, 1024, 3900, 4000, 4096, 8192, 65_536};
        for (int border : borders) {
            for (int length = Math.max(0, border - 12); length <= border + 12; length++) {
                map.put(length, bytes(length));
            }
        }
        for (int round = 0; round < 2; round++) {
            for (var entry : map.entrySet()) assertThat(entry.getValue()).isEqualTo(bytes(entry.getKey()));
            reopen();
        }
    }

    @Test
    void acrossManySegments() {
        map.put(1, bytes(300_000));
        assertThat(map.get(1)).isEqualTo(bytes(300_000));
        reopen();
        assertThat(map.get(1)).isEqualTo(bytes(300_000));
        map.put(1, bytes(5));
        map.put(2, bytes(200_000));
        map.remove(2);
        reopen();
        assertThat(map.get(1)).isEqualTo(bytes(5));
        assertThat(map).hasSize(1);
    }

    @Test
    void aSnapshotStillReadsALargeValueThatIsGone() {
        map.put(1, bytes(50_000));
        map.put(2, bytes(500));
        var iterator = map.values().iterator();
        map.remove(1);
        map.remove(2);
        assertThat(iterator.next()).isEqualTo(bytes(50_000));
        assertThat(iterator.next()).isEqualTo(bytes(500));
        store.read(() -> assertThat(map).isEmpty());
    }

    @Test
    void clearingBuriesValuesToo() {
        for (int i = 0; i < 50; i++) map.put(i, bytes(i * 200));
        map.clear();
        map.put(7, bytes(9000));
        reopen();
        assertThat(map).hasSize(1);
        assertThat(map.get(7)).isEqualTo(bytes(9000));
    }

    @Test
    void nothingIsLeftOfValuesThatAreGone() {
        for (int length : new int[] {100, 1000, 10_000, 100_000}) {
            map.put(1, bytes(length));
            map.put(2, bytes(length));
            store.transact(() -> {
                map.put(3, bytes(length));
                map.put(3, bytes(length + 1));
                map.remove(1);
            });
            map.putIfAbsent(1, bytes(length));
        }
        assertThat(Stores.objects(store)).isGreaterThan(200);
        map.remove(1);
        map.put(2, bytes(1));
        map.clear();
        assertThat(Stores.objects(store)).isEqualTo(2);
        reopen();
        assertThat(Stores.objects(store)).isEqualTo(2);
    }

    @Test
    void keysOfEveryLength() {
        var texts = store.sortedMap("texts", Codec.string(), Codec.int32());
        var model = new TreeMap<String, Integer>();
        for (int length = 0; length < 250; length++) {
            for (char c = 'a'; c < 'd'; c++) model.put(String.valueOf(c).repeat(length), length);
        }
        model.forEach(texts::put);
        assertThat(new ArrayList<>(texts.entrySet())).isEqualTo(new ArrayList<>(model.entrySet()));
        for (var key : model.keySet()) assertThat(texts.get(key)).isEqualTo(model.get(key));
    }

    @Test
    void keysInTheOrderOfStringsBeyondTheBasicPlane() {
        var texts = store.sortedMap("texts", Codec.string(), Codec.int32());
        var model = new TreeMap<String, Integer>();
        for (String key : new String[] {"", "\0", "a", "\uffff", "\ud83d\ude00", "\ue000", "\ud800", "z\0", "z"}) {
            model.put(key, key.length());
        }
        texts.putAll(model);
        assertThat(new ArrayList<>(texts.entrySet())).isEqualTo(new ArrayList<>(model.entrySet()));
    }
}
