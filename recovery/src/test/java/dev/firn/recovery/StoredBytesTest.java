package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.rules.RuleWatch;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the log stores for a byte that is committed, in batches of one record: counted, not estimated.
class StoredBytesTest {
    private static final int COMMITS = 1000;

    @ParameterizedTest(name = "{0} bytes: at most {1}, {2} lines a commit")
    @CsvSource({"100, 1.37, 4", "256, 1.13, 6", "1024, 1.04, 18"})
    void storedPerCommittedByte(int bytes, double most, long mostLines) {
        var region = RuleWatch.over(Regions.ofMemory(MemorySegment.ofArray(new byte[6 << 20])));
        Log.format(region, LogOptions.defaults());
        var log = Recovery.open(region, LogOptions.defaults()).log();
        var content = MemorySegment.ofArray(new byte[bytes]);
        var batch = log.newBatch();
        log.append(batch.put(log.newObject(), content, 0, bytes)); // opens the segment
        var before = region.counters();
        for (int i = 0; i < COMMITS; i++) {
            batch.clear();
            log.append(batch.put(log.newObject(), content, 0, bytes));
        }
        var used = region.counters().since(before);
        assertThat((double) used.bytes() / COMMITS / bytes).isLessThanOrEqualTo(most);
        assertThat(used.lines()).isLessThanOrEqualTo(mostLines * COMMITS);
        assertThat(used.fences()).isEqualTo(COMMITS);
        assertThat(log.counters().openings()).isOne();
    }
}
