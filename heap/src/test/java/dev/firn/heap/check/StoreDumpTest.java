package dev.firn.heap.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import dev.firn.recovery.Recovery;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Shows whatever is there, damaged or not.
class StoreDumpTest {
    private static final LogOptions OPTIONS =
            LogOptions.defaults().withSegmentBytes(4096).withMemory(LogMemory.onHeap()).withMappingChunkEntries(64);

    private final Region region = Regions.ofMemory(MemorySegment.ofArray(new long[5 * 512]));

    @Test
    void everyFrameHasALine() {
        Log.format(region, OPTIONS);
        Log log = Recovery.open(region, OPTIONS).log();
        append(log, 2, 100);
        append(log, 1, 3000);
        append(log, 1, 2000);
        List<String> lines = dump();
        assertThat(lines).hasSizeGreaterThan(5).first().asString().startsWith("segment 0: head 0, number 0 there");
        assertThat(lines).filteredOn(line -> line.contains("BATCH")).hasSize(3);
        assertThat(lines).filteredOn(line -> line.contains("2 records: 2 PUT")).hasSize(1);
        assertThat(lines).filteredOn(line -> line.contains("ends here")).hasSize(1);
        assertThat(lines.getLast()).isEqualTo("1 of 3 segments were never opened");
    }

    private static void append(Log log, int records, int bytes) {
        var batch = log.newBatch();
        for (int i = 0; i < records; i++) batch.put(log.newObject(), MemorySegment.ofArray(new byte[bytes]), 0, bytes);
        log.append(batch);
        log.install(batch);
    }

    private List<String> dump() {
        var lines = new ArrayList<String>();
        assertThat(StoreDump.run(region, DumpOptions.frames(), lines::add)).isTrue();
        return lines;
    }

    @Test
    void recordsOfOneCollectionWithTheirPages() {
        var lines = new ArrayList<String>();
        var options = DumpOptions.frames().withRecords(true).withCollection(Optional.of("who"));
        StoreDump.run(Sample.region(Sample.closed()), options, lines::add);
        assertThat(lines).anyMatch(line -> line.contains("in \"who\"")).noneMatch(line -> line.contains("\"words\""));
        assertThat(lines).anyMatch(line -> line.contains("level 0, 1 entries")).anyMatch(line -> line.contains("me"));
    }

    @Test
    void everyDamagedStoreCanBeShown() {
        for (var one : CorruptionCorpus.all()) {
            byte[] bytes = one.store().get();
            one.edit().accept(new Editor(bytes));
            var lines = new ArrayList<String>();
            boolean isStore = StoreDump.run(Sample.region(bytes), DumpOptions.frames().withRecords(true), lines::add);
            assertThat(isStore && !lines.isEmpty()).isEqualTo(one.kind() != FindingKind.NEWER_FORMAT);
        }
        assertThat(StoreDump.run(Sample.region(new byte[9000]), DumpOptions.frames(), _ -> {})).isFalse();
    }
}
