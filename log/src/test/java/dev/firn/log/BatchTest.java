package dev.firn.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class BatchTest {
    private final Log log = TestLogs.create(TestLogs.memory(16), TestLogs.SMALL);
    private final Batch batch = log.newBatch();

    @Test
    void anEmptyBatchIsAFrameHead() {
        assertThat(batch.records()).isZero();
        assertThat(batch.frameBytes()).isEqualTo(FrameLayout.BYTES);
    }

    @Test
    void recordsAreAlignedAndPaddedWithZeros() {
        int at = batch.beginPut(1, 24);
        for (int i = 0; i < 24; i++) batch.bytes().set(ValueLayout.JAVA_BYTE, at + i, (byte) -1);
        batch.end(3);
        assertThat(batch.frameBytes()).isEqualTo(FrameLayout.BYTES + RecordLayout.BYTES + 8);
        for (int i = 3; i < 8; i++) assertThat(batch.bytes().get(ValueLayout.JAVA_BYTE, at + i)).isZero();
    }

    @Test
    void whatIsAppendedIsReadBackWhereTheBatchSays() {
        batch.put(1, bytes(5), 0, 5).put(2, bytes(700), 0, 700).tombstone(3);
        TestLogs.append(log, batch);
        assertThat(batch.kind(1)).isEqualTo(RecordKind.PUT);
        assertThat(batch.kind(2)).isEqualTo(RecordKind.TOMBSTONE);
        assertThat(batch.entry(2)).isEqualTo(Entry.tombstone(batch.address(2), 8));
        long record = Entry.address(batch.entry(1));
        assertThat(record).isEqualTo(batch.address(1));
        assertThat(Records.object(log.view(), record)).isEqualTo(2);
        assertThat(Records.length(log.view(), record)).isEqualTo(700);
        var content = new byte[700];
        log.view().copyTo(Records.content(log.view(), record), MemorySegment.ofArray(content), 0, 700);
        assertThat(MemorySegment.ofArray(content).mismatch(bytes(700))).isEqualTo(-1);
    }

    @Test
    void aDeltaNamesWhatItChanges() {
        TestLogs.put(log, 1, new byte[10]);
        long before = log.mapping().entry(1);
        batch.beginDelta(1, before, 4);
        batch.end(4);
        TestLogs.append(log, batch);
        log.install(batch);
        long record = Entry.address(log.mapping().entry(1));
        assertThat(Records.kind(log.view(), record)).isEqualTo(RecordKind.DELTA);
        assertThat(Records.previous(log.view(), record)).isEqualTo(before);
    }

    @Test
    void aBatchIsUsedAgainAfterClear() {
        batch.put(1, bytes(500), 0, 500);
        batch.clear();
        assertThat(batch.records()).isZero();
        batch.put(2, bytes(1), 0, 1);
        TestLogs.append(log, batch);
        assertThat(TestLogs.frames(log)).hasSize(1);
        assertThat(batch.object(0)).isEqualTo(2);
    }

    @Test
    void moreRecordsThanItHadRoomForAtFirst() {
        for (int i = 1; i <= 300; i++) batch.put(i, bytes(i % 7), 0, i % 7);
        TestLogs.append(log, batch);
        log.install(batch);
        for (int i = 1; i <= 300; i++) {
            long record = Entry.address(log.mapping().entry(i));
            assertThat(Records.object(log.view(), record)).isEqualTo(i);
            assertThat(Records.length(log.view(), record)).isEqualTo(i % 7);
        }
        assertThat(TestLogs.frames(log).size()).isGreaterThan(1);
    }

    @Test
    void aRecordLongerThanAFrameIsRefused() {
        assertThatThrownBy(() -> batch.beginPut(1, log.maxContentBytes() + 1))
                .isInstanceOf(RecordTooLargeException.class)
                .hasMessageContaining("longer than the limit");
        assertThat(batch.records()).isZero();
    }

    /// At most 1.13 bytes stored per committed byte at 256 bytes, 1.04 at 1 KiB; a head costs at most 32.
    @Test
    void oneRecordCostsAHeadOf32Bytes() {
        batch.put(1, bytes(256), 0, 256);
        assertThat(batch.frameBytes()).isEqualTo(256 + 32);
        batch.clear();
        batch.put(1, bytes(1024), 0, 1024);
        assertThat(batch.frameBytes() / 1024.0).isLessThan(1.04);
    }

    private static MemorySegment bytes(int count) {
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) bytes[i] = (byte) (i * 31 + 1);
        return MemorySegment.ofArray(bytes);
    }
}
