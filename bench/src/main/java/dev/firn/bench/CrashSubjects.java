package dev.firn.bench;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Batch;
import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.pmem.Region;
import dev.firn.recovery.Recovery;
import java.lang.foreign.MemorySegment;

/// What the crash benchmarks crash: the smallest log there is, and the real one.
final class CrashSubjects {
    private CrashSubjects() {}

    /// Entries of seven words and a flag word, each in a line of its own, 2 KiB together.
    record ToyLog(int entries) implements CrashScenario<Long> {
        private static final int LINE = 64;

        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(2048, 2048);
        }

        @Override
        public void work(SimulatedRegion region) {
            var body = MemorySegment.ofArray(new long[7]);
            for (int entry = 0; entry < entries; entry++) {
                body.fill((byte) (entry + 1));
                region.started(entry);
                region.write(entry * LINE + 8L, body, 0, 56);
                region.drain();
                region.publish(entry * LINE, entry + 1);
                region.persist(entry * LINE, 8);
                region.acknowledged(entry);
            }
        }

        /// How many entries there are; an entry that is not whole is a failure.
        @Override
        public Long recover(SimulatedRegion region) {
            var view = region.view();
            long found = 0;
            while (found < region.size() / LINE && view.getLong(found * LINE) == found + 1) {
                for (int word = 1; word < 8; word++) {
                    long expected = (found + 1) * 0x0101_0101_0101_0101L;
                    if (view.getLong(found * LINE + word * 8L) != expected) throw new IllegalStateException("broken");
                }
                found++;
            }
            return found;
        }

        @Override
        public void judge(Long found, Progress progress) {
            if (found < progress.acknowledged().size()) throw new AssertionError("lost");
            if (found > progress.started().size()) throw new AssertionError("invented");
        }
    }

    /// Batches of one short record on the production log with segments of 4 KiB, opened by the production recovery.
    record RealLog(int batches) implements CrashScenario<Integer> {
        private static final int BYTES = 2 * 4096 + 4 * 4096;
        private static final LogOptions OPTIONS =
                LogOptions.defaults()
                        .withSegmentBytes(4096)
                        .withMemory(LogMemory.onHeap())
                        .withMappingChunkEntries(256);

        @Override
        public SimulatedRegion prepare() {
            var region = SimulatedRegion.create(BYTES, BYTES);
            Log.format(region, OPTIONS);
            return region;
        }

        @Override
        public void work(SimulatedRegion region) {
            var log = open(region);
            for (int batch = 0; batch < batches; batch++) {
                region.started(batch);
                var content = log.newBatch();
                put(content, batch + 1);
                log.append(content);
                region.acknowledged(batch);
            }
        }

        @Override
        public Integer recover(SimulatedRegion region) {
            var log = open(region);
            int found = 0;
            while (found < batches && log.mapping().entry(found + 1) != Entry.NONE) found++;
            return found;
        }

        @Override
        public void judge(Integer found, Progress progress) {
            if (found < progress.acknowledged().size()) throw new AssertionError("lost");
            if (found > progress.started().size()) throw new AssertionError("invented");
        }

        private static Log open(Region region) {
            return Recovery.open(region, OPTIONS).log();
        }

        private static void put(Batch batch, long object) {
            batch.put(object, MemorySegment.ofArray(new long[] {object, ~object}), 0, 16);
        }
    }
}
