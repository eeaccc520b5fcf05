package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.heap.FullStore.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A store is full when a commit would add to what is wanted and there would be too little room to work in; everything
/// else it takes: each deletion, each value in place of one as long, for ever.
class FullStoreTest {
    private static final int[] SEGMENTS = {32, 48, 64, 200};

    static List<Kind> few() {
        var all = new ArrayList<Kind>();
        for (int segments : SEGMENTS) {
            for (int seed = 0; seed < 2; seed++) all.add(Kind.of(segments, 4 << 10, 4 * segments + seed));
        }
        for (int seed = 0; seed < 2; seed++) all.add(Kind.of(48, 16 << 10, seed));
        return all;
    }

    static List<Kind> many() {
        var all = new ArrayList<Kind>();
        for (int segments : SEGMENTS) {
            for (int seed = 100; seed < 300; seed++) all.add(Kind.of(segments, 4 << 10, seed));
        }
        for (int seed = 0; seed < 100; seed++) all.add(Kind.of(64, 16 << 10, seed));
        for (int seed = 0; seed < 20; seed++) all.add(Kind.of(256, 64 << 10, seed));
        return all;
    }

    @ParameterizedTest
    @MethodSource("few")
    void aFullStoreIsWrittenOverEmptiedAndFilledAgain(Kind kind) {
        new FullStore(kind).run(1);
    }

    @ParameterizedTest
    @Tag("soak")
    @MethodSource("many")
    void manyFullStoresAreWrittenOverEmptiedAndFilledAgain(Kind kind) {
        new FullStore(kind).run(10);
    }

    /// More often than a log of 48 segments has ever been written through by a test before.
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aFullStoreIsWrittenOverTenTimes(long seed) {
        var kind = Kind.of(48, 4 << 10, seed);
        var full = new FullStore(kind);
        full.fill();
        full.writeOver(10 * kind.bytes(), () -> {});
        full.check();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStoreThatIsMostlyLiveNeverReportsThatItIsFull(boolean isSkewed) {
        var kind = new Kind(256, 16 << 10, 1, false, true, isSkewed, 400, 5);
        var store = new FullStore(kind);
        // Of what there is room for: what a checkpoint takes, and the last frame of a segment, count for more here.
        store.fillTo(kind.bytes() * 7 / 10);
        store.writeOver(2 * kind.bytes(), () -> {});
        store.check();
        assertThat(store.store().engine.log.segments().reuses()).isGreaterThan(256);
    }

    @ParameterizedTest
    @Tag("soak")
    @ValueSource(booleans = {false, true})
    void aStoreOfFourFifthsIsWrittenOverTenTimes(boolean isSkewed) {
        var kind = new Kind(256, 64 << 10, 1, false, true, isSkewed, 400, 5);
        var store = new FullStore(kind);
        store.fillTo(kind.bytes() * 8 / 10);
        store.writeOver(10 * kind.bytes(), () -> {});
        store.check();
    }
}
