package dev.firn.bench.space;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.heap.RecordStore;
import dev.firn.log.LogOptions;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How large a log gets that may grow as it likes, and what it writes for that, when all of it is overwritten five
/// times in random order, and nobody calls for anything: both counted, at most twice what users have. A frame for each
/// record belongs to what is written for users: that is what one commit each costs, whatever is cleaned.
class NaturalFillTest {
    private static final int ROUNDS = 5;

    private static Region growing(int bytes, int segmentBytes) {
        var region = Regions.ofMemory(MemorySegment.ofArray(new long[bytes / Long.BYTES]));
        region.shrink(8L * segmentBytes);
        return region;
    }

    @ParameterizedTest
    @CsvSource({"1024, 131072, 12000", "100, 65536, 40000", "1024, 262144, 12000"})
    void aLogThatIsOverwrittenFiveTimes(int content, int segmentBytes, int objects) {
        int record = RecordLayout.BYTES + FrameLayout.align(content);
        long live = (long) objects * record;
        var region = growing(8 * objects * record, segmentBytes);
        var options = LogOptions.defaults().withSegmentBytes(segmentBytes).withMaxBytes(1L << 40);
        try (var store = new RecordStore(region, options)) {
            overwrite(store, objects, MemorySegment.ofArray(new byte[content]));
            var written = store.log().counters();
            long all = written.frameBytes() + written.movedBytes() + written.checkpointBytes();
            System.out.printf(
                    "%d B in %d KiB: file %.2f of live, %.2f of records; log %.2f of frames, %.2f of records%n",
                    content,
                    segmentBytes >> 10,
                    (double) region.size() / store.log().live().sum(),
                    (double) region.size() / live,
                    (double) all / written.frameBytes(),
                    (double) all / ((ROUNDS + 1) * live));
            assertThat((double) region.size() / store.log().live().sum()).as("space").isLessThanOrEqualTo(2.0);
            assertThat((double) all / written.frameBytes()).as("writing").isLessThanOrEqualTo(2.0);
            assertThat(written.movedBytes()).as("it was cleaned").isPositive();
        }
    }

    private static void overwrite(RecordStore store, int objects, MemorySegment content) {
        for (int i = 0; i < objects; i++) store.put(store.log().newObject(), content);
        var random = new SplittableRandom(1);
        for (int i = 0; i < ROUNDS * objects; i++) store.put(1 + random.nextInt(objects), content);
    }
}
