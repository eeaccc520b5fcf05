package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.rules.RuleWatch;
import dev.firn.log.EntryLog;
import dev.firn.log.Log;
import dev.firn.log.LogFullException;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EntryLogTest {
    private static final LogOptions OPTIONS =
            LogOptions.defaults().withSegmentBytes(4096).withMemory(LogMemory.onHeap());

    private final Region region = RuleWatch.over(Regions.ofMemory(MemorySegment.ofArray(new byte[8192 + 8 * 4096])));

    @Test
    void entriesAreFollowedInOrderAndAfterReopening() {
        Log.format(region, OPTIONS);
        var log = open();
        var early = log.follow();
        assertThat(early.next()).isFalse();
        for (int i = 0; i < 100; i++) append(log, "entry " + i);
        for (var cursor : new dev.firn.log.EntryCursor[] {early, open().follow()}) {
            for (int i = 0; i < 100; i++) {
                assertThat(cursor.next()).isTrue();
                assertThat(new String(cursor.entry(), StandardCharsets.UTF_8)).isEqualTo("entry " + i);
            }
            assertThat(cursor.next()).isFalse();
        }
    }

    @Test
    void aTrimmedLogGoesOnForEver() {
        Log.format(region, OPTIONS);
        for (int life = 0, i = 0; life < 5; life++) {
            var log = open();
            for (int n = 0; n < 500; n++, i++) {
                long address = append(log, "entry " + i);
                assertThat(log.read(address)).asString(StandardCharsets.UTF_8).isEqualTo("entry " + i);
                if (i % 50 == 49) log.trim(address);
            }
        }
        var cursor = open().follow();
        String last = "";
        int left = 0;
        for (; cursor.next(); left++) last = new String(cursor.entry(), StandardCharsets.UTF_8);
        assertThat(last).isEqualTo("entry 2499");
        assertThat(left).isLessThan(250);
    }

    @Test
    void anAddressWhosePlaceIsUsedAgainTrimsNothing() {
        Log.format(region, OPTIONS);
        var log = open();
        append(log, "first");
        long second = append(log, "second");
        for (int i = 0; i < 500; i++) {
            long address = append(log, "x".repeat(100 + i));
            if (i % 10 == 9) log.trim(address);
        }
        assertThatThrownBy(() -> log.trim(second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trimmed before");
    }

    @Test
    void whoeverFindsTheLogFullWaitsForATrim() throws InterruptedException {
        Log.format(region, OPTIONS);
        var log = open();
        long last = 0;
        try {
            while (true) last = append(log, "x".repeat(1000));
        } catch (LogFullException full) {
            assertThat(full).hasMessageContaining("full");
        }
        long trimTo = last;
        var trimmer = Thread.ofPlatform().start(() -> log.trim(trimTo));
        var entry = MemorySegment.ofArray("after".getBytes(StandardCharsets.UTF_8));
        assertThat(log.read(log.append(entry, Duration.ofSeconds(20)))).asString().isEqualTo("after");
        trimmer.join();
        assertThatThrownBy(
                        () -> {
                            while (true) log.append(entry, Duration.ofMillis(1));
                        })
                .isInstanceOf(LogFullException.class);
    }

    private EntryLog open() {
        return new EntryLog(Recovery.open(region, OPTIONS).log());
    }

    private static long append(EntryLog log, String text) {
        return log.append(MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8)));
    }
}
