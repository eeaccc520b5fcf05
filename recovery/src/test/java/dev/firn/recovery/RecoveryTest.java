package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.rules.CheckedRegion;
import dev.firn.faultinjection.rules.RuleWatch;
import dev.firn.log.Entry;
import dev.firn.log.LargeRecords;
import dev.firn.log.Log;
import dev.firn.log.LogFullException;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final LogOptions OPTIONS =
            LogOptions.defaults().withSegmentBytes(4096).withMemory(LogMemory.onHeap());

    private final MemorySegment bytes = MemorySegment.ofArray(new byte[8192 + 64 * 4096]);
    private final CheckedRegion region = RuleWatch.over(Regions.ofMemory(bytes));

    @Test
    void whatWasAppendedIsThereAfterReopening() {
        Log.format(region, OPTIONS);
        try (var log = open()) {
            put(log, 1, "one");
            put(log, 2, "two");
            put(log, 1, "uno");
        }
        try (var log = open()) {
            assertThat(get(log, 1)).isEqualTo("uno");
            assertThat(get(log, 2)).isEqualTo("two");
            assertThat(log.newObject()).isEqualTo(3);
        }
    }

    @Test
    void manyLivesAndSegments() {
        Log.format(region, OPTIONS);
        var random = new Random(1);
        Map<Long, String> model = new HashMap<>();
        for (int life = 0; life < 20; life++) {
            var log = open();
            model.forEach((k, v) -> assertThat(get(log, k)).isEqualTo(v));
            for (int i = 0; i < 30; i++) {
                long object = 1 + random.nextInt(20);
                String value = "v" + life + "-" + i + "x".repeat(random.nextInt(300));
                put(log, object, value);
                model.put(object, value);
            }
            if (random.nextBoolean()) log.close();
        }
    }

    @Test
    void aBatchLongerThanASegmentAndALargeRecord() {
        Log.format(region, OPTIONS);
        var log = open();
        while (log.newObject() < 30) {}
        var batch = log.newBatch();
        for (int i = 1; i <= 20; i++) batch.put(i, text("v" + i + "y".repeat(900)), 0, 900);
        String large = "z".repeat(50_000);
        batch.put(30, text(large), 0, large.length());
        log.append(batch);
        log.install(batch);
        for (var opened : new Log[] {log, open()}) {
            for (int i = 1; i <= 20; i++) assertThat(get(opened, i)).startsWith("v" + i + "y");
            assertThat(get(opened, 30)).isEqualTo(large);
        }
    }

    @Test
    void aFullLogSaysSoAndKeepsWhatItHas() {
        Log.format(region, OPTIONS);
        var log = open();
        assertThatThrownBy(
                        () -> {
                            for (int i = 1; ; i++) put(log, i, "x".repeat(500));
                        })
                .isInstanceOf(LogFullException.class);
        long found = 0;
        var again = open();
        while (again.mapping().entry(found + 1) != Entry.NONE) found++;
        assertThat(found).isEqualTo(64 * 7);
    }

    private Log open() {
        return Recovery.open(region, OPTIONS).log();
    }

    private static MemorySegment text(String value) {
        return MemorySegment.ofArray(value.getBytes(StandardCharsets.UTF_8));
    }

    private void put(Log log, long object, String value) {
        var batch = log.newBatch();
        var content = text(value);
        batch.put(object, content, 0, content.byteSize());
        log.append(batch);
        region.acknowledge("an append");
        log.install(batch);
    }

    private static String get(Log log, long object) {
        long record = Entry.address(log.mapping().entry(object));
        var content = new byte[(int) LargeRecords.length(log.view(), record)];
        LargeRecords.copy(log.view(), log.mapping(), record, MemorySegment.ofArray(content), 0);
        return new String(content, StandardCharsets.UTF_8);
    }
}
