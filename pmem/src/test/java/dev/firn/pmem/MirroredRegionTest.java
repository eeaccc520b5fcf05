package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two regions as one keep the contract of a region.
class MirroredRegionTest extends RegionContract {
    private static final RegionOptions CALLS = RegionOptions.defaults().withBackend("fdatasync");

    @TempDir private Path directory;

    private int created;

    @Override
    protected Region create(long size) {
        created++;
        return new MirroredRegion(
                Regions.create(directory.resolve("one" + created), size, CALLS),
                Regions.create(directory.resolve("other" + created), size, CALLS));
    }

    @Test
    @Override
    void writesAndBytesAreCounted() {
        assertThat(costOfACommit().writes()).as("in both").isEqualTo(2);
        assertThat(costOfACommit().bytes()).as("in both").isEqualTo(200);
    }

    @Test
    @Override
    void aCommitCostsOneFenceOrOneSynchronisation() {
        assertThat(costOfACommit().syncs()).as("of both").isEqualTo(2);
        assertThat(costOfACommit().fences()).isZero();
    }

    /// The contract counts writes; here they are in both.
    @Test
    @Override
    void virtualThreadsMayDoEverything() throws Exception {
        bothFilesHaveAll();
    }

    private Counters costOfACommit() {
        try (var region = create(4096)) {
            var before = region.counters();
            region.write(0, MemorySegment.ofArray(new byte[100]), 0, 100);
            region.drain();
            return region.counters().since(before);
        }
    }

    @Test
    void bothFilesHaveAll() throws Exception {
        try (var region = create(64 << 10)) {
            var before = region.counters();
            var threads =
                    IntStream.range(0, 4)
                            .mapToObj(number -> Thread.startVirtualThread(() -> commits(region, number)))
                            .toList();
            for (var thread : threads) thread.join();
            var cost = region.counters().since(before);
            assertThat(cost.bytes()).isEqualTo(2 * 4 * 50 * 8);
            assertThat(cost.syncs()).as("shared by threads, one for each file").isBetween(2L, 2L * 4 * 50);
            assertThat(cost.syncs() % 2).isZero();
        }
        assertThat(Files.mismatch(directory.resolve("one" + created), directory.resolve("other" + created)))
                .isEqualTo(-1);
    }

    private static void commits(Region region, int number) {
        for (int i = 0; i < 50; i++) {
            region.write(number * 1024L + i * 8, MemorySegment.ofArray(new long[] {i}), 0, 8);
            region.drain();
        }
    }

    @Test
    void aFailureOfEitherIsOneOfBoth() {
        var one = Regions.ofMemory(MemorySegment.ofArray(new byte[1024]));
        var other = Regions.ofMemory(MemorySegment.ofArray(new byte[1024]));
        try (var region = new MirroredRegion(one, other)) {
            other.close();
            assertThatThrownBy(region::drain).isInstanceOf(RegionClosedException.class);
            assertThatThrownBy(() -> region.write(0, MemorySegment.ofArray(new byte[8]), 0, 8))
                    .isInstanceOf(RegionPoisonedException.class);
        }
    }

    /// A copy that is cut short anywhere leaves zeros at the head.
    @Test
    void anUnfinishedCopyHasNoHead() {
        byte[] source = new byte[3 << 20];
        Arrays.fill(source, (byte) 7);
        byte[] target = new byte[3 << 20];
        Arrays.fill(target, (byte) 5);
        MirrorCopy.run(
                Regions.ofMemory(MemorySegment.ofArray(source)),
                Regions.ofMemory(MemorySegment.ofArray(target)),
                8192,
                (done, all) -> assertThat(target[0]).isEqualTo((byte) (done < all ? 0 : 7)));
        assertThat(target).isEqualTo(source);
    }
}
