package dev.firn.heap.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The checker says nothing of stores that are well, and never fails on others.
class StoreCheckTest {
    @Test
    void aClosedStoreIsCleanWithoutAnyNote() {
        var report = Sample.check(Sample.closed());
        assertThat(report.findings()).isEmpty();
        assertThat(report.isClean()).isTrue();
        assertThat(report.collections())
                .extracting(c -> c.info().name())
                .containsExactly("bulk", "empty", "texts", "who", "words");
        assertThat(report.collections()).extracting(CheckReport.Contents::entries).contains(0L, 4L, 1L);
        assertThat(report.space().live()).isPositive();
    }

    @Test
    void aFreshStoreIsClean() {
        var bytes = new byte[1 << 16];
        Store.open(Sample.region(bytes), Sample.OPTIONS).close();
        assertThat(Sample.check(bytes).findings()).isEmpty();
    }

    @Test
    void aKilledStoreIsClean() {
        var report = Sample.check(Sample.killed());
        assertThat(report.isClean()).as(report.findings().toString()).isTrue();
        assertThat(report.findings()).extracting(Finding::kind).containsOnly(FindingKind.HEAD_END);
    }

    @Test
    void aStoreThatWasKilledOftenIsClean() {
        var bytes = Sample.killed();
        for (int i = 0; i < 20; i++) {
            var words =
                    Store.open(Sample.region(bytes), Sample.OPTIONS).sortedMap("words", Codec.string(), Codec.string());
            for (int j = 0; j < i; j++) words.put("again-" + i * j, "x".repeat(j * 13));
            var report = Sample.check(bytes);
            assertThat(report.isClean()).as(report.findings().toString()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void aStoreWhoseSegmentsWereUsedAgainIsClean(int seed) {
        var bytes = Sample.cleaned(seed);
        var report = Sample.check(bytes);
        assertThat(report.isClean()).as(report.findings().toString()).isTrue();
        var frames = new ArrayList<String>();
        StoreDump.run(Sample.region(bytes), DumpOptions.frames(), frames::add);
        assertThat(frames).as("the cleaner was at work").anyMatch(line -> line.contains("  MOVE "));
        Store.open(Sample.region(bytes), Sample.OPTIONS).close();
        assertThat(Sample.check(bytes).isClean()).isTrue();
    }

    @Test
    void aLargeStoreIsClean() {
        var bytes = new byte[64 << 20];
        var random = new Random(1);
        try (Store store = Store.open(Sample.region(bytes), StoreOptions.defaults().withStripes(2))) {
            var map = store.map("map", Codec.int64(), Codec.bytes());
            for (int i = 0; i < 40; i++) {
                store.transact(() -> {
                    for (int j = 0; j < 500; j++) map.put(random.nextLong(5000), new byte[random.nextInt(1400)]);
                });
                for (int j = 0; j < 20; j++) map.remove(random.nextLong(5000));
            }
        }
        var report = StoreCheck.run(Sample.region(bytes), CheckOptions.defaults(), CheckListener.NONE);
        assertThat(report.findings()).isEmpty();
        var space = report.space();
        assertThat(space.live() + space.garbage() + space.overhead() + space.free()).isEqualTo(bytes.length);
    }

    @Test
    void nothingAndSomethingElseAreAnswers() {
        assertThat(Sample.check(new byte[1 << 14]).findings())
                .extracting(Finding::kind)
                .containsExactly(FindingKind.NOT_A_STORE);
        var noise = new byte[100_000];
        new Random(5).nextBytes(noise);
        assertThat(Sample.check(noise).isClean()).isFalse();
        assertThat(Sample.check(new byte[0]).isClean()).isFalse();
    }

    @Test
    void withoutSuperblocksTheShapeComesFromTheSegments() {
        var bytes = Sample.closed();
        Arrays.fill(bytes, 0, 8192, (byte) 0);
        var report = Sample.check(bytes);
        assertThat(report.findings()).extracting(Finding::kind).contains(FindingKind.SUPERBLOCKS_LOST);
        assertThat(report.collections()).hasSize(5);
    }

    @Test
    void aCancelledCheckIsNotComplete() {
        var listener =
                new CheckListener() {
                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        var report = StoreCheck.run(Sample.region(Sample.closed()), CheckOptions.defaults(), listener);
        assertThat(report.complete()).isFalse();
        assertThat(report.isClean()).isFalse();
    }

    /// Neither throws nor hangs, whatever the bytes say.
    @Test
    void flippedBitsNeverStopTheCheck() {
        var bytes = Sample.closed();
        var random = new Random(42);
        int used = 400_000;
        for (int i = 0; i < 800; i++) {
            var damaged = bytes.clone();
            int flips = 1 + random.nextInt(3);
            for (int j = 0; j < flips; j++) damaged[random.nextInt(used)] ^= (byte) (1 << random.nextInt(8));
            assertThat(Sample.check(damaged).complete()).isTrue();
        }
    }
}
