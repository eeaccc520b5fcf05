package dev.firn.heap;

import dev.firn.heap.FullStore.Kind;
import java.util.Map;
import java.util.TreeMap;

/// Checks of who gets the last room, each complete in itself, for [HeapChecks].
final class RoomChecks {
    private static final int SEGMENTS = 64;
    private static final int SEGMENT = 4 << 10;
    private static final int BYTES = 2 * SEGMENT + SEGMENTS * SEGMENT;
    private static final int KEYS = 300;

    private RoomChecks() {}

    static void putAll(Map<String, Runnable> all) {
        all.put("full store", () -> new FullStore(kind(400)).run(0.3));
        all.put("full store of changes", () -> new FullStore(kind(60)).run(0.3));
        all.put("full store beside a reader", RoomChecks::besideAReader);
    }

    private static Kind kind(int longestValue) {
        return new Kind(SEGMENTS, SEGMENT, 1, false, true, false, longestValue, 5);
    }

    /// He reads for ever, and holds back all that was there when he began: nobody is refused for that.
    private static void besideAReader() {
        var store = Store.open(Stores.memory(BYTES), Stores.SMALL.withMaxBytes(BYTES));
        var map = store.sortedMap("m", Codec.int32(), Codec.string());
        var model = new TreeMap<Integer, String>();
        for (int i = 0; i < KEYS; i++) put(map, model, i, i);
        var reader = map.entrySet().iterator();
        reader.next();
        for (int i = 0; i < 10 * KEYS; i++) put(map, model, i * 7 % KEYS, i);
        if (!new TreeMap<>(map).equals(model)) throw new AssertionError("another content");
        try {
            while (reader.hasNext()) reader.next();
        } catch (SnapshotTooOldException tooOld) {
            return;
        }
        throw new AssertionError("he did not hold back anything");
    }

    private static void put(Map<Integer, String> map, Map<Integer, String> model, int key, int round) {
        String value = round + "v".repeat(300);
        map.put(key, value);
        model.put(key, value);
    }
}
