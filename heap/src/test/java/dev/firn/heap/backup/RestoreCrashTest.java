package dev.firn.heap.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.heap.Codec;
import dev.firn.heap.Store;
import dev.firn.heap.StoreOptions;
import dev.firn.pmem.FirnException;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power fails while a backup is restored. The file has no name before it is filled; what is asked here is that
/// from the moment on at which it may get its name all of it is durable, and that nothing passes for a store earlier.
class RestoreCrashTest {
    private static final int BYTES = 2 * 4096 + 40 * 4096;
    private static final StoreOptions SMALL =
            StoreOptions.defaults().withSegmentBytes(4096).withInitialBytes(BYTES).withMaxBytes(BYTES);

    @TempDir private Path folder;

    /// Fills a region from the newest backup in a directory.
    private record Restoring(Path directory, Map<Integer, String> contents)
            implements CrashScenario<Map<Integer, String>> {
        private static final Map<Integer, String> NO_STORE = Map.of(-1, "no store");

        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(BYTES, BYTES);
        }

        @Override
        public void work(SimulatedRegion region) throws IOException {
            var manifest = BackupDirectory.read(directory, 1);
            var restore = new StoreRestore(directory, manifest, manifest.stamp(), BackupListener.NONE);
            region.started(0);
            restore.fill(region);
            region.acknowledged(0);
        }

        @Override
        public Map<Integer, String> recover(SimulatedRegion region) {
            try {
                var found = Store.open(region, SMALL.withReadOnly(true));
                return found.collections().isEmpty() ? NO_STORE : new TreeMap<>(map(found));
            } catch (FirnException notYet) {
                return NO_STORE;
            }
        }

        @Override
        public void judge(Map<Integer, String> found, Progress progress) {
            if (found.equals(contents)) return;
            if (progress.isAcknowledged(0) || !found.equals(NO_STORE)) throw new AssertionError("found " + found);
        }
    }

    private static Map<Integer, String> map(Store store) {
        return store.sortedMap("map", Codec.int32(), Codec.string());
    }

    @Test
    void aRestoredFileIsDurableBeforeItGetsItsName() {
        var contents = new TreeMap<Integer, String>();
        var region = Regions.ofMemory(MemorySegment.ofArray(new long[BYTES / Long.BYTES]));
        try (var store = Store.open(region, SMALL)) {
            for (int i = 0; i < 60; i++) {
                map(store).put(i % 20, "v".repeat(i * 7));
                contents.put(i % 20, "v".repeat(i * 7));
            }
            store.backup(folder, BackupListener.NONE);
        }
        var options =
                CrashOptions.defaults()
                        .withModels(CrashModel.WORDS, CrashModel.PAGECACHE)
                        .withExhaustive(4)
                        .withCuts(4, 4)
                        .withRandom(4, 1)
                        .withNested(0);
        var report = CrashExplorer.explore(new Restoring(folder, contents), options);
        assertThat(report.images()).as(report.sentence()).isGreaterThan(30);
    }
}
