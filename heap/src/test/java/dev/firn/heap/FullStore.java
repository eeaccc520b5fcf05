package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.TreeMap;

/// A store on a region that cannot grow, with what is in it by a model: filled until it refuses a value, written over,
/// emptied, filled again, killed and reopened in between.
final class FullStore {
    /// @param isGrouped whether drains are shared, as where they are synchronisations of a file
    /// @param isLimited whether the store knows that it may not grow; otherwise the region says so when it is asked
    /// @param isSkewed whether some keys are written more often than others
    record Kind(
            int segments,
            int segmentBytes,
            int stripes,
            boolean isGrouped,
            boolean isLimited,
            boolean isSkewed,
            int longestValue,
            long seed) {
        static Kind of(int segments, int segmentBytes, long seed) {
            var random = new Random(seed);
            int stripes = random.nextInt(3) == 0 ? 4 : 1;
            int longest = new int[] {60, 120, 400, 1500}[random.nextInt(4)];
            return new Kind(
                    segments,
                    segmentBytes,
                    stripes,
                    random.nextInt(3) == 0,
                    random.nextInt(3) > 0,
                    random.nextBoolean(),
                    longest,
                    seed);
        }

        long bytes() {
            return (long) segments * segmentBytes;
        }
    }

    private static final class Grained extends DelegatingRegion {
        Grained(Region region) {
            super(region);
        }

        @Override
        public Granularity granularity() {
            return Granularity.PAGE;
        }
    }

    private final Kind kind;
    private final Region region;
    private final StoreOptions options;
    private final Random random;
    private final TreeMap<Integer, String> model = new TreeMap<>();
    private Store store;
    private DurableMap<Integer, String> map;

    FullStore(Kind kind) {
        this.kind = kind;
        int bytes = (int) kind.bytes() + Math.max(8192, kind.segmentBytes());
        var memory = Stores.memory(bytes);
        this.region = kind.isGrouped() ? new Grained(memory) : memory;
        var small = StoreOptions.defaults().withSegmentBytes(kind.segmentBytes()).withStripes(kind.stripes());
        this.options = kind.isLimited() ? small.withMaxBytes(bytes) : small;
        this.random = new Random(kind.seed());
        open();
    }

    /// As after a kill, where it was open before.
    void open() {
        store = Store.open(region, options);
        map = store.map("map", Codec.int32(), Codec.string());
    }

    Store store() {
        return store;
    }

    int entries() {
        return model.size();
    }

    /// Of keys and values.
    long userBytes() {
        return model.values().stream().mapToLong(value -> Integer.BYTES + value.length()).sum();
    }

    /// Until the store is full.
    void fill() {
        fillTo(Long.MAX_VALUE);
    }

    /// Until the store is full, or so much is live.
    void fillTo(long live) {
        for (int key = 0; store.engine.log.live().sum() < live; key++) {
            if (!model.containsKey(key) && !add(key)) return;
        }
    }

    private boolean add(int key) {
        var value = "v".repeat(random.nextInt(kind.longestValue()));
        try {
            map.put(key, value);
        } catch (StoreFullException full) {
            return false;
        }
        model.put(key, value);
        return true;
    }

    /// Values of the same length in place of others, until so many bytes have been written for them.
    void writeOver(long bytes, Runnable afterEach) {
        var keys = new ArrayList<>(model.keySet());
        long before = store.engine.log.counters().frameBytes();
        while (store.engine.log.counters().frameBytes() - before < bytes) {
            double where = random.nextDouble();
            int key = keys.get((int) (keys.size() * (kind.isSkewed() ? where * where * where * where : where)));
            var value = String.valueOf((char) ('a' + random.nextInt(26))).repeat(model.get(key).length());
            map.put(key, value);
            model.put(key, value);
            afterEach.run();
        }
    }

    /// About `share` of what there is, in any order. None may be refused.
    void remove(double share) {
        var keys = new ArrayList<>(model.keySet());
        if (random.nextInt(3) > 0) Collections.shuffle(keys, random);
        for (int key : keys) {
            if (random.nextDouble() >= share) continue;
            map.remove(key);
            model.remove(key);
        }
    }

    /// Whether everything is there.
    void check() {
        assertThat(new TreeMap<>(map)).as(kind.toString()).isEqualTo(model);
    }

    /// All that may be asked of a full store.
    void run(double volumes) {
        fill();
        // Only when it was refused more room does the store know its limit; until then it fills all there is.
        if (!kind.isLimited()) remove(0.3);
        fill();
        long filled = userBytes();
        writeOver((long) (volumes * kind.bytes()), () -> {});
        check();
        remove(1);
        check();
        refill(filled);
        open();
        check();
        remove(0.5);
        refill(filled);
        writeOver((long) (volumes * kind.bytes() / 4), () -> {});
        open();
        remove(1);
        check();
        refill(filled);
        check();
        store.close();
    }

    private void refill(long filled) {
        fill();
        // The value that was refused may have been a long one.
        assertThat(userBytes() + kind.longestValue()).as(kind.toString()).isGreaterThan(filled * 9 / 10);
    }
}
