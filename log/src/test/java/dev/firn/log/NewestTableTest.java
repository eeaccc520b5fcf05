package dev.firn.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Whoever comes first and by how many threads: of each object the largest pair of commit and move stamp wins.
class NewestTableTest {
    private static final int OBJECTS = 8;

    private record Version(long object, long commit, long move, long entry) {}

    private final NewestTable table = new NewestTable(LogMemory.offHeap(), 64);

    @Test
    void theLargestCommitWinsInAnyOrder() {
        apply(List.of(new Version(7, 5, 0, 50), new Version(7, 9, 0, 90), new Version(7, 6, 0, 60)));
        assertThat(mapping().raw(7)).isEqualTo(90);
    }

    @Test
    void ofOneCommitTheLatestMoveWins() {
        apply(List.of(new Version(7, 5, 8, 58), new Version(7, 5, 0, 50), new Version(7, 5, 6, 56)));
        assertThat(mapping().raw(7)).isEqualTo(58);
    }

    @Test
    void aMoveOfAnOlderCommitSaysNothing() {
        apply(List.of(new Version(7, 5, 20, 520), new Version(7, 9, 0, 90), new Version(7, 9, 12, 912)));
        apply(List.of(new Version(7, 5, 30, 530), new Version(8, 5, 30, 530), new Version(8, 6, 0, 60)));
        var mapping = mapping();
        assertThat(mapping.raw(7)).isEqualTo(912);
        assertThat(mapping.raw(8)).isEqualTo(60);
    }

    @Test
    void exactlyWhatHasAnEntryIsDirty() {
        apply(List.of(new Version(1, 5, 0, 50), new Version(63, 5, 0, 51), new Version(1000, 5, 0, 52)));
        var mapping = mapping();
        mapping.capture();
        assertThat(mapping.captured(0)).isEqualTo(1L << 1 | 1L << 63);
        assertThat(mapping.captured(64)).isZero();
        assertThat(mapping.captured(960)).isEqualTo(1L << 1000 - 960);
    }

    /// Each version is found by one thread only, so nobody makes good what another one has lost.
    @Test
    void severalThreadsFindTheSame() throws InterruptedException {
        var versions = versions(200_000);
        var expected = new long[OBJECTS];
        for (var found : versions) {
            int object = (int) found.object;
            expected[object] = Math.max(expected[object], found.entry);
        }
        int threads = 4;
        var ready = new CountDownLatch(threads);
        var all = new ArrayList<Thread>();
        for (int t = 0; t < threads; t++) {
            var own = versions.subList(t * versions.size() / threads, (t + 1) * versions.size() / threads);
            all.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                ready.countDown();
                                while (ready.getCount() > 0) Thread.onSpinWait();
                                apply(own);
                            }));
        }
        for (var thread : all) thread.join();
        var mapping = mapping();
        for (int object = 0; object < OBJECTS; object++) {
            assertThat(mapping.raw(object)).as("object %d", object).isEqualTo(expected[object]);
        }
    }

    /// Most of them newer than those before, so that most are taken.
    private static List<Version> versions(int count) {
        var random = new Random(1);
        var versions = new ArrayList<Version>();
        for (int i = 1; i <= count; i++) {
            // Of one commit and move there is one version of an object: it depends on them alone.
            long commit = 1 + i % (count / 4) / 8 + random.nextInt(50);
            long move = random.nextBoolean() ? 0 : 100 + random.nextInt(10);
            versions.add(new Version(random.nextInt(OBJECTS), commit, move, commit << 10 | move));
        }
        return versions;
    }

    private void apply(List<Version> versions) {
        table.apply(
                versions.stream().mapToLong(Version::object).toArray(),
                versions.stream().mapToLong(Version::commit).toArray(),
                versions.stream().mapToLong(Version::move).toArray(),
                versions.stream().mapToLong(Version::entry).toArray(),
                versions.size());
    }

    private MappingTable mapping() {
        var mapping = table.newMapping();
        table.fill(mapping, 0, table.end());
        table.close();
        return mapping;
    }
}
