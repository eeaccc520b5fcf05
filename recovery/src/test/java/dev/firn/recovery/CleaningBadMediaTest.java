package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.faultinjection.fault.PoisonedRegion;
import dev.firn.faultinjection.fault.PoisonedRegion.Report;
import dev.firn.log.Cleaner;
import dev.firn.log.CleaningPolicy;
import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.log.SegmentTable.Use;
import dev.firn.pmem.BadRange;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The cleaner meets bytes that are bad: nothing of them is copied, they are told, and nobody's commit fails.
class CleaningBadMediaTest {
    private static final LogOptions OPTIONS =
            LogOptions.defaults().withSegmentBytes(4096).withMemory(LogMemory.onHeap());
    private static final int SEGMENTS = 24;
    private static final int FILLERS = 12;

    private final byte[] bytes = new byte[8192 + SEGMENTS * 4096];
    private PoisonedRegion region;
    private Log log;

    /// Object 1 is a whole in the first segment and a change in another; the whole is all that is wanted of the first,
    /// and the change all that is wanted of the other.
    private void begin(Report report) {
        region = new PoisonedRegion(Regions.ofMemory(MemorySegment.ofArray(bytes)), report);
        Log.format(region, OPTIONS);
        log = Recovery.open(region, OPTIONS).log();
        put(1, "whole");
        fill();
        change(1, "-change");
        fill();
    }

    private void fill() {
        for (int i = 0; i < FILLERS; i++) put(2 + i % 3, "f".repeat(1000));
    }

    private void put(long object, String text) {
        var batch = log.newBatch();
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        batch.put(object, MemorySegment.ofArray(content), 0, content.length);
        log.append(batch);
        log.install(batch);
    }

    private void change(long object, String text) {
        var batch = log.newBatch();
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        int at = batch.beginDelta(object, log.mapping().entry(object), content.length);
        MemorySegment.copy(MemorySegment.ofArray(content), 0, batch.bytes(), at, content.length);
        batch.end(content.length);
        log.append(batch);
        log.install(batch);
    }

    private Cleaner clean() {
        var cleaner = new Cleaner(log, new PlainOwner(log), CleaningPolicy.greedy(3000));
        clean(cleaner);
        return cleaner;
    }

    private void clean(Cleaner cleaner) {
        for (int steps = 0; steps < 200; steps++) {
            for (var batch : cleaner.step(500)) log.settle(batch);
            cleaner.durable();
            cleaner.finish();
            cleaner.release();
        }
    }

    private long changeAt() {
        return Entry.address(log.mapping().entry(1));
    }

    @Test
    void withoutFaultsTheChainBecomesOneRecord() {
        begin(Report.TYPED);
        long before = changeAt();
        var cleaner = clean();
        assertThat(changeAt()).isNotEqualTo(before);
        assertThat(Contents.of(log, log.mapping().entry(1))).isEqualTo("whole-change");
        assertThat(cleaner.emptied()).isGreaterThan(3);
    }

    /// A copy would have a checksum that holds, and nobody would ever find out.
    @Test
    void rotInAnotherSegmentIsNotCopied() {
        begin(Report.TYPED);
        long before = changeAt();
        bytes[(int) before + 16] ^= 1;
        clean();
        assertThat(changeAt()).as("it stays where it is").isEqualTo(before);
        assertThat(log.badRanges().find(before, 24)).as("it is told").isNotNull();
        assertThat(log.segments().isRetired(log.segmentOf(before))).isTrue();
    }

    @Test
    void rotInTheVictimIsNotCopied() {
        begin(Report.TYPED);
        bytes[(int) log.superblock().base(0) + 2000] ^= 1;
        clean();
        assertThat(log.segments().use(0)).isEqualTo(Use.SEALED);
        assertThat(log.segments().isRetired(0)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatCannotBeReadInAnotherSegment(Report report) {
        begin(report);
        long before = changeAt();
        region.poison(before & -64, 64);
        var cleaner = clean();
        region.heal();
        assertThat(changeAt()).isEqualTo(before);
        assertThat(log.badRanges().find(before, 24)).isNotNull();
        assertThat(cleaner.emptied()).as("it goes on with others").isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void bytesThatCannotBeReadInTheVictim(Report report) {
        begin(report);
        region.poison(log.superblock().base(0) + 1984, 64);
        var cleaner = clean();
        assertThat(log.segments().use(0)).isEqualTo(Use.SEALED);
        assertThat(log.badRanges().isEmpty()).isFalse();
        assertThat(cleaner.emptied()).as("it goes on with others").isPositive();
        region.heal();
        assertThat(Contents.of(log, log.mapping().entry(1))).isEqualTo("whole-change");
    }

    /// From then on it reads through a view that refuses what is known to be bad.
    @Test
    void whatBecomesKnownUnderWayIsNotReadAgain() {
        begin(Report.TYPED);
        var cleaner = new Cleaner(log, new PlainOwner(log), CleaningPolicy.greedy(3000));
        cleaner.step(1);
        long before = changeAt();
        log.condemn(new BadRange(before & -64, 64, BadRange.Why.DEVICE));
        clean(cleaner);
        assertThat(changeAt()).isEqualTo(before);
    }
}
