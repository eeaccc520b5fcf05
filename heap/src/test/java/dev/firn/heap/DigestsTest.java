package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.log.SegmentTable.Use;
import dev.firn.pmem.Region;
import dev.firn.recovery.Recovered;
import dev.firn.recovery.Recovery;
import dev.firn.recovery.RecoveryOptions;
import dev.firn.recovery.ScanMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A store writes digests of its full segments beside its commits, and an opening may go by them.
class DigestsTest {
    private static final int SEGMENT = 64 << 10;
    private static final int SEGMENTS = 30;

    @Test
    void theyAreWrittenBesideCommitsWithoutADrain() {
        var region = Stores.region(SEGMENT + SEGMENTS * SEGMENT);
        var store = Store.open(region, Stores.SMALL.withSegmentBytes(SEGMENT).withMaxBytes(region.size()));
        var map = store.map("m", Codec.int32(), Codec.bytes());
        for (int i = 0; i < 600; i++) {
            int key = i * 7919 % 300;
            assertThat(Stores.fences(store, () -> map.put(key, new byte[1000]))).isEqualTo(1);
        }
        var found = byDigests(region, SEGMENT);
        int sealed = found.log().segments().count(Use.SEALED);
        assertThat(sealed).isGreaterThan(5);
        // The first segment of each append head may have no room for one.
        assertThat(found.report().digests()).isGreaterThan(sealed / 2);
        assertThat(entries(found)).isEqualTo(entries(byFrames(region, SEGMENT)));
    }

    /// The frames are read where a digest is not whole; nothing else changes.
    private record ByBoth(StoreScenario store, AtomicInteger digests)
            implements CrashScenario<Map<String, Map<String, String>>> {
        @Override
        public SimulatedRegion prepare() {
            return store.prepare();
        }

        @Override
        public void work(SimulatedRegion region) {
            store.work(region);
        }

        @Override
        public Map<String, Map<String, String>> recover(SimulatedRegion region) {
            var found = byDigests(region, 4096);
            digests.addAndGet(found.report().digests());
            assertThat(entries(found)).isEqualTo(entries(byFrames(region, 4096)));
            return store.recover(region);
        }

        @Override
        public void resume(SimulatedRegion region) {
            store.resume(region);
        }

        @Override
        public void judge(Map<String, Map<String, String>> found, Progress progress) {
            store.judge(found, progress);
        }

        @Override
        public void judgeResumed(
                Map<String, Map<String, String>> first, Map<String, Map<String, String>> found, Progress progress) {
            store.judgeResumed(first, found, progress);
        }
    }

    @Test
    void afterACrashTheySayWhatTheFramesSay() {
        var steps = new ArrayList<StoreScenario.Step>();
        for (int i = 0; i < 6; i++) {
            String key = "k" + i % 3;
            String value = i + "x".repeat(1500);
            steps.add(StoreScenario.change(all -> all.map("m").put(key, value)));
        }
        var scenario =
                new ByBoth(StoreScenario.of(2, 8, steps.toArray(StoreScenario.Step[]::new)), new AtomicInteger());
        var options =
                CrashOptions.defaults().withModels(CrashModel.WORDS).withExhaustive(16).withCuts(4, 4).withRandom(2, 7);
        var report = CrashExplorer.explore(scenario, options);
        assertThat(report.images()).as(report.sentence()).isGreaterThan(50);
        assertThat(scenario.digests()).hasPositiveValue();
    }

    private static Recovered byDigests(Region region, int segmentBytes) {
        return open(region, segmentBytes, ScanMode.DIGESTS);
    }

    private static Recovered byFrames(Region region, int segmentBytes) {
        return open(region, segmentBytes, ScanMode.VERIFIED);
    }

    private static Recovered open(Region region, int segmentBytes, ScanMode mode) {
        var options = LogOptions.defaults().withSegmentBytes(segmentBytes).withMemory(LogMemory.onHeap());
        return Recovery.openReadOnly(region, options, RecoveryOptions.defaults().withMode(mode));
    }

    private static List<Long> entries(Recovered recovered) {
        var entries = new ArrayList<Long>();
        var log = recovered.log();
        for (long object = 0; object < log.nextObject(); object++) entries.add(log.mapping().raw(object));
        return entries;
    }
}
