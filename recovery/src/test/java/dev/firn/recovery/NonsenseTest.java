package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.LogOptions;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/// Records that make no sense under checksums that hold: an opening says so, and comes to an end.
class NonsenseTest {
    private static final LogOptions OPTIONS =
            LogOptions.defaults().withSegmentBytes(4096).withMemory(LogMemory.onHeap());

    private final byte[] bytes = new byte[8192 + 16 * 4096];
    private final Region region = Regions.ofMemory(MemorySegment.ofArray(bytes));
    private Log log;
    private long next;

    private void begin() {
        Log.format(region, OPTIONS);
        log = Recovery.open(region, OPTIONS).log();
        next = put(1) + RecordLayout.footprint(RecordKind.PUT, 8) + FrameLayout.BYTES;
    }

    private long put(long object) {
        var batch = log.newBatch();
        batch.put(object, MemorySegment.ofArray(new byte[8]), 0, 8);
        log.append(batch);
        return batch.address(0);
    }

    /// Where the next record lies is known.
    private void change(long object, long previous) {
        var batch = log.newBatch();
        batch.beginDelta(object, previous, 8);
        batch.end(8);
        log.append(batch);
        assertThat(batch.address(0)).isEqualTo(next);
        next += batch.footprint(0) + FrameLayout.BYTES;
    }

    private void assertRefused(String why) {
        var before = bytes.clone();
        assertThatThrownBy(() -> Recovery.open(region, OPTIONS))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining(why);
        assertThat(bytes).as("nothing was written").isEqualTo(before);
    }

    @Test
    void aChangeOfItself() {
        begin();
        change(1, Entry.change(next, 24));
        assertRefused("a chain of at most 4096 changes");
    }

    @Test
    void twoChangesOfEachOther() {
        begin();
        change(1, Entry.change(next + 24 + FrameLayout.BYTES, 24));
        change(1, Entry.change(next - 24 - FrameLayout.BYTES, 24));
        assertRefused("a chain of at most 4096 changes");
    }

    @Test
    void aChangeOfAnotherObject() {
        begin();
        change(2, Entry.of(next - FrameLayout.BYTES - 16, 16));
        assertRefused("a change to a version of object 2");
    }

    @Test
    void aChangeOfWhatIsOutsideTheFile() {
        begin();
        change(1, Entry.of(1L << 40, 16));
        assertRefused("one outside the file");
    }

    /// An object id is any number that somebody wrote: an opening that looked at all below would be at it for minutes.
    @Test
    void anObjectThatNobodyElseIsNear() {
        begin();
        put(1L << 33);
        log = Recovery.open(region, OPTIONS).log();
        assertThat(log.mapping().entry(1L << 33)).isNotEqualTo(Entry.NONE);
        assertThat(log.live().sum()).isEqualTo(2 * 16);
    }
}
