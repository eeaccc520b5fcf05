package dev.firn.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.firn.faultinjection.rules.CountingRegion;
import dev.firn.faultinjection.rules.RuleWatch;
import dev.firn.faultinjection.rules.Verb;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppendTest {
    private static final byte[] CONTENT = new byte[100];

    @Test
    void anAppendThatOpensNoSegmentDrainsOnce() {
        var region = new CountingRegion(TestLogs.memory(64));
        var log = TestLogs.create(region, TestLogs.SMALL);
        TestLogs.put(log, 1, CONTENT);
        region.reset();
        for (int i = 0; i < 20; i++) TestLogs.put(log, 1, CONTENT);
        assertThat(log.counters().openings()).isEqualTo(1);
        assertThat(region.count(Verb.DRAIN)).isEqualTo(20);
        assertThat(region.count(Verb.WRITE)).isEqualTo(20);
        assertThat(region.bytes()).isEqualTo(20 * (24 + 8 + 104));
    }

    @Test
    void openingASegmentDrainsOnceMore() {
        var region = new CountingRegion(TestLogs.memory(64));
        var log = TestLogs.create(region, TestLogs.SMALL);
        region.reset();
        int appends = 500;
        for (int i = 0; i < appends; i++) TestLogs.put(log, 1, CONTENT);
        long openings = log.counters().openings();
        assertThat(openings).isGreaterThan(10);
        assertThat(region.count(Verb.DRAIN)).isEqualTo(appends + openings);
    }

    @Test
    void readsDrainNothing() {
        var region = new CountingRegion(TestLogs.memory(8));
        var log = TestLogs.create(region, TestLogs.SMALL);
        TestLogs.put(log, 1, CONTENT);
        region.reset();
        assertThat(Records.length(log.view(), Entry.address(log.mapping().entry(1)))).isEqualTo(100);
        assertThat(region.count(Verb.DRAIN) + region.count(Verb.WRITE)).isZero();
    }

    @Test
    void appendingAllocatesNothing() {
        var region = Regions.ofMemory(MemorySegment.ofArray(new long[(80 << 20) / 8]));
        var log = TestLogs.create(region, LogOptions.defaults().withMappingChunkEntries(64));
        var batch = log.newBatch();
        var source = MemorySegment.ofArray(CONTENT);
        for (int i = 0; i < 60_000; i++) append(log, batch, source);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) append(log, batch, source);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        // Opening a segment allocates a little, and not every round opens one.
        assertThat(least).isZero();
    }

    private static void append(Log log, Batch batch, MemorySegment source) {
        batch.clear();
        batch.put(1, source, 0, CONTENT.length);
        log.append(batch);
        log.install(batch);
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "4, 4", "2, 3"})
    void everyAcknowledgedFrameIsFound(int stripes, int threads) throws InterruptedException {
        var region = new CountingRegion(TestLogs.memory(800));
        var log = TestLogs.create(RuleWatch.over(region), TestLogs.SMALL.withStripes(stripes));
        var acknowledged = Collections.synchronizedSet(new HashSet<Long>());
        var failures = Collections.synchronizedList(new ArrayList<Throwable>());
        var all = new ArrayList<Thread>();
        for (int t = 0; t < threads; t++) {
            int first = t;
            all.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    for (int i = 0; i < 2000; i++) {
                                        acknowledged.add(
                                                TestLogs.put(log, 1 + first, new byte[8 + (i * 7 + first) % 300]));
                                    }
                                } catch (Throwable failure) {
                                    failures.add(failure);
                                }
                            }));
        }
        for (var thread : all) thread.join();
        assertThat(failures).isEmpty();
        Set<Long> found = TestLogs.frames(log).stream().map(frame -> frame.at() + 24).collect(Collectors.toSet());
        assertThat(acknowledged).hasSize(threads * 2000);
        assertThat(found).containsAll(acknowledged);
        assertThat(region.count(Verb.DRAIN)).isLessThanOrEqualTo(3 + threads * 2000 + log.counters().openings());
        assertNothingIsLeftOpen(log, stripes);
    }

    /// Each head has one open segment at most; every segment before it was sealed by its last writer.
    private static void assertNothingIsLeftOpen(Log log, int stripes) {
        assertThat(log.segments().count(SegmentTable.Use.OPEN)).isLessThanOrEqualTo(stripes);
    }

    @Test
    void closingWhileOthersAppendStoresEndsThatHoldAllOfThem() throws InterruptedException {
        for (int round = 0; round < 50; round++) closeWhileOthersAppend();
    }

    private static void closeWhileOthersAppend() throws InterruptedException {
        var log = TestLogs.create(TestLogs.memory(200), TestLogs.SMALL);
        var acknowledged = Collections.synchronizedList(new ArrayList<Long>());
        var failures = Collections.synchronizedList(new ArrayList<Throwable>());
        var threads = new ArrayList<Thread>();
        for (int t = 0; t < 3; t++) {
            int object = t + 1;
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    while (acknowledged.size() < 2000)
                                        acknowledged.add(TestLogs.put(log, object, CONTENT));
                                } catch (LogClosedException expected) {
                                    return;
                                } catch (Throwable failure) {
                                    failures.add(failure);
                                }
                            }));
        }
        while (acknowledged.size() < 100) Thread.onSpinWait();
        TestLogs.close(log);
        for (var thread : threads) thread.join();
        assertThat(failures).isEmpty();
        assertThat(log.superblock().closed()).isTrue();
        List<Superblock.End> ends = log.superblock().ends();
        assertThat(ends).hasSize(1);
        long end = log.superblock().base(ends.getFirst().segment()) + ends.getFirst().offset();
        assertThat(acknowledged).allMatch(address -> address < end);
        assertThatThrownBy(() -> TestLogs.put(log, 1, CONTENT)).isInstanceOf(LogClosedException.class);
    }
}
