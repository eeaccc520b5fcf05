package dev.firn.heap.check;

import dev.firn.heap.CollectionInfo;
import dev.firn.heap.DurableMap;
import dev.firn.heap.Store;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes what is saved into a new store, many entries a commit, as the bytes they were.
final class SavedStore implements Salvage.Sink {
    private static final int BATCH_ENTRIES = 1000;
    private static final int BATCH_BYTES = 1 << 20;

    private final Store store;
    private final List<Map.Entry<byte[], byte[]>> batch = new ArrayList<>();
    private final Set<ByteBuffer> batched = new HashSet<>();
    private int bytes;
    private CollectionInfo info;
    private DurableMap<byte[], byte[]> map;

    SavedStore(Store store) {
        this.store = store;
    }

    @Override
    public void begin(CollectionInfo of) {
        info = of;
        var keys = new RawCodec(of.keySchema());
        var values = new RawCodec(of.valueSchema());
        map =
                switch (of.kind()) {
                    case MAP -> store.map(of.name(), keys, values);
                    case SORTED_MAP -> store.sortedMap(of.name(), keys, values);
                    case REF -> null;
                };
        if (map == null) store.ref(of.name(), values);
    }

    /// The first one with a key is the one: damaged pages may hold keys that belong elsewhere.
    @Override
    public boolean put(byte[] key, byte[] value) {
        if (map == null) {
            store.ref(info.name(), new RawCodec(info.valueSchema())).set(value);
            return true;
        }
        if (map.containsKey(key) || !batched.add(ByteBuffer.wrap(key))) return false;
        batch.add(Map.entry(key, value));
        bytes += key.length + value.length;
        if (batch.size() == BATCH_ENTRIES || bytes >= BATCH_BYTES) write();
        return true;
    }

    @Override
    public void end() {
        write();
    }

    private void write() {
        if (!batch.isEmpty()) store.transact(() -> batch.forEach(entry -> map.put(entry.getKey(), entry.getValue())));
        batch.clear();
        batched.clear();
        bytes = 0;
    }
}
