package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [Region] keeps, real or simulated. A subclass makes one; nothing here knows which.
public abstract class RegionContract {
    private static final long SIZE = 64 << 10;

    private Region region;

    /// For subclasses.
    protected RegionContract() {}

    /// A new region of `size` zero bytes.
    protected abstract Region create(long size) throws Exception;

    /// Whether `grow` can make it longer.
    protected boolean canGrow() {
        return true;
    }

    /// Whether reads after `close` are refused (plain memory goes on being readable).
    protected boolean viewKnowsClosing() {
        return true;
    }

    /// Whether threads other than the test's may use it.
    protected boolean takesThreads() {
        return true;
    }

    @BeforeEach
    void createRegion() throws Exception {
        region = create(SIZE);
    }

    @AfterEach
    void closeRegion() {
        if (region != null) region.close();
    }

    @Test
    void aNewRegionIsZero() {
        assertThat(region.size()).isEqualTo(SIZE);
        assertThat(read(0, (int) SIZE)).containsOnly(0);
    }

    @Test
    void everyAlignmentAndLengthIsCopiedExactly() {
        byte[] model = new byte[4096];
        Random random = new Random(1);
        for (int i = 0; i < 400; i++) {
            int at = random.nextInt(3000);
            int length = random.nextInt(i % 2 == 0 ? 40 : 700);
            byte[] source = new byte[length + 5];
            random.nextBytes(source);
            region.write(at, MemorySegment.ofArray(source), 5, length);
            System.arraycopy(source, 5, model, at, length);
        }
        region.drain();
        assertThat(read(0, model.length)).isEqualTo(model);
    }

    @Test
    void theSourceMayBeOffTheHeap() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment source = arena.allocate(200, 8);
            for (int i = 0; i < 200; i++) source.set(ValueLayout.JAVA_BYTE, i, (byte) i);
            region.write(1001, source, 3, 150);
        }
        region.drain();
        assertThat(region.view().getByte(1001)).isEqualTo((byte) 3);
        assertThat(region.view().getByte(1001 + 149)).isEqualTo((byte) 152);
        assertThat(region.view().getByte(1001 + 150)).isZero();
    }

    @Test
    void aLargeWriteArrivesWhole() {
        byte[] bytes = new byte[(int) SIZE - 3];
        new Random(2).nextBytes(bytes);
        region.write(3, MemorySegment.ofArray(bytes), 0, bytes.length);
        region.drain();
        assertThat(read(3, bytes.length)).isEqualTo(bytes);
    }

    @Test
    void theViewReadsLittleEndian() {
        region.write(9, MemorySegment.ofArray(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), 0, 8);
        assertThat(region.view().getByte(9)).isEqualTo((byte) 1);
        assertThat(region.view().getShort(9)).isEqualTo((short) 0x0201);
        assertThat(region.view().getInt(9)).isEqualTo(0x04030201);
        assertThat(region.view().getLong(9)).isEqualTo(0x0807060504030201L);
    }

    @Test
    void aPublishedWordIsSeen() {
        region.publish(128, 0x1122334455667788L);
        region.persist(128, Long.BYTES);
        assertThat(region.view().getLongAcquire(128)).isEqualTo(0x1122334455667788L);
        assertThat(region.view().getByte(128)).isEqualTo((byte) 0x88);
    }

    @Test
    void aWordThatIsNotAlignedIsRefused() {
        assertThatThrownBy(() -> region.publish(4, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(read(0, 16)).containsOnly(0);
    }

    @Test
    void nothingIsWrittenOutsideTheRegion() {
        MemorySegment source = MemorySegment.ofArray(new byte[16]);
        Counters before = region.counters();
        for (long at : new long[] {-1, SIZE, SIZE - 15, Long.MAX_VALUE - 8, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> region.write(at, source, 0, 16)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> region.flush(at, 16)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        for (long at : new long[] {-8, SIZE, SIZE + 8, Long.MAX_VALUE - 7}) {
            assertThatThrownBy(() -> region.publish(at, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> region.write(0, source, 8, 9)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> region.write(0, source, -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(region.counters()).isEqualTo(before);
    }

    @Test
    void nothingIsReadOutsideTheRegion() {
        View view = region.view();
        assertThatThrownBy(() -> view.getByte(SIZE)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.getLong(SIZE - 7)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.getLongAcquire(-8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> view.copyTo(SIZE - 1, MemorySegment.ofArray(new byte[2]), 0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void flushingAndDrainingNothingIsLegal() {
        region.flush(0, 0);
        region.flush(SIZE, 0);
        region.drain();
        region.drain();
    }

    @Test
    void writesAndBytesAreCounted() {
        Counters before = region.counters();
        region.write(0, MemorySegment.ofArray(new byte[100]), 0, 100);
        region.write(60, MemorySegment.ofArray(new byte[8]), 0, 8);
        region.publish(256, 1);
        Counters done = region.counters().since(before);
        assertThat(done.writes()).isEqualTo(2);
        assertThat(done.bytes()).isEqualTo(116);
        assertThat(done.fences()).isZero();
        assertThat(done.syncs()).isZero();
    }

    @Test
    void linesAreCountedWhereTheyMatter() {
        Counters before = region.counters();
        region.write(60, MemorySegment.ofArray(new byte[8]), 0, 8);
        region.publish(256, 1);
        region.flush(256, 8);
        long expected =
                switch (region.granularity()) {
                    case CACHE_LINE -> 3;
                    case BYTE, PAGE -> 0;
                };
        assertThat(region.counters().since(before).lines()).isEqualTo(expected);
    }

    @Test
    void aCommitCostsOneFenceOrOneSynchronisation() {
        Counters before = region.counters();
        region.write(0, MemorySegment.ofArray(new byte[100]), 0, 100);
        region.drain();
        Counters done = region.counters().since(before);
        long fences =
                switch (region.granularity()) {
                    case BYTE, CACHE_LINE -> 1;
                    case PAGE -> 0;
                };
        assertThat(done.fences()).isEqualTo(fences);
        assertThat(done.syncs()).isEqualTo(1 - fences);
    }

    @Test
    void growthKeepsTheOldAndAddsZeros() {
        Assumptions.assumeTrue(canGrow(), "this region cannot grow");
        region.write(SIZE - 4, MemorySegment.ofArray(new byte[] {1, 2, 3, 4}), 0, 4);
        region.drain();
        View early = region.view();
        region.grow(SIZE + 12_288);
        assertThat(region.size()).isEqualTo(SIZE + 12_288);
        assertThat(region.view().getInt(SIZE - 4)).isEqualTo(0x04030201);
        assertThat(read(SIZE, 12_288)).containsOnly(0);
        region.write(SIZE - 2, MemorySegment.ofArray(new byte[] {9, 9, 9, 9}), 0, 4);
        region.drain();
        assertThat(early.getShort(SIZE)).isEqualTo((short) 0x0909);
    }

    @Test
    void growingToLessDoesNothing() {
        region.grow(SIZE);
        region.grow(1);
        assertThat(region.size()).isEqualTo(SIZE);
    }

    @Test
    void whatIsCutOffIsOutOfBounds() {
        View early = region.view();
        region.write(4092, MemorySegment.ofArray(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), 0, 8);
        region.drain();
        region.shrink(4096);
        assertThat(region.size()).isEqualTo(4096);
        assertThat(early.getInt(4092)).isEqualTo(0x04030201);
        MemorySegment source = MemorySegment.ofArray(new byte[8]);
        assertThatThrownBy(() -> early.getByte(4096)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> early.slice(4090, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> early.copyTo(4090, source, 0, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> region.write(4090, source, 0, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> region.publish(4096, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> region.flush(4096, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        region.write(4000, source, 0, 8);
        region.drain();
    }

    @Test
    void shrinkingToMoreDoesNothing() {
        region.shrink(SIZE);
        region.shrink(SIZE + 4096);
        assertThat(region.size()).isEqualTo(SIZE);
        assertThatThrownBy(() -> region.shrink(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void growingAfterShrinkingGivesZeros() {
        byte[] bytes = new byte[(int) SIZE];
        java.util.Arrays.fill(bytes, (byte) 7);
        region.write(0, MemorySegment.ofArray(bytes), 0, SIZE);
        region.drain();
        region.shrink(5000 / 8 * 8);
        region.grow(SIZE);
        assertThat(read(0, 5000)).containsOnly(7);
        assertThat(read(5000, (int) SIZE - 5000)).containsOnly(0);
        region.write(SIZE - 1, MemorySegment.ofArray(bytes), 0, 1);
        region.drain();
        assertThat(region.view().getByte(SIZE - 1)).isEqualTo((byte) 7);
    }

    @Test
    void aWriteThatIsStillPendingBehindTheEndHurtsNobody() {
        region.write(SIZE - 8, MemorySegment.ofArray(new byte[8]), 0, 8);
        region.write(0, MemorySegment.ofArray(new byte[] {9}), 0, 1);
        region.shrink(4096);
        region.drain();
        assertThat(region.view().getByte(0)).isEqualTo((byte) 9);
    }

    @Test
    void whatIsReleasedReadsAsZeroUntilItIsUsedAgain() {
        byte[] bytes = new byte[(int) SIZE];
        java.util.Arrays.fill(bytes, (byte) 7);
        region.write(0, MemorySegment.ofArray(bytes), 0, SIZE);
        region.drain();
        int expected = region.release(8192, 16384) ? 0 : 7;
        region.drain();
        assertThat(region.size()).isEqualTo(SIZE);
        assertThat(read(0, 8192)).containsOnly(7);
        assertThat(read(8192, 16384)).containsOnly(expected);
        assertThat(read(24576, (int) SIZE - 24576)).containsOnly(7);
        region.reclaim(8192, 16384);
        assertThat(read(8192, 16384)).containsOnly(0);
        assertThat(read(24576, 100)).containsOnly(7);
        region.write(8192, MemorySegment.ofArray(new byte[] {5}), 0, 1);
        region.drain();
        assertThat(region.view().getByte(8192)).isEqualTo((byte) 5);
    }

    @Test
    void onlyWhatIsThereIsReleased() {
        for (long at : new long[] {-1, SIZE, SIZE - 15, Long.MAX_VALUE - 8}) {
            assertThatThrownBy(() -> region.release(at, 16)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> region.reclaim(at, 16)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(region.release(SIZE, 0)).isFalse();
        region.reclaim(SIZE, 0);
    }

    @Test
    void aSliceIsReadOnly() {
        region.write(64, MemorySegment.ofArray(new byte[] {5}), 0, 1);
        MemorySegment slice = region.view().slice(64, 16);
        assertThat(slice.isReadOnly()).isTrue();
        assertThat(slice.byteSize()).isEqualTo(16);
        assertThat(slice.get(ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 5);
    }

    @Test
    void anInterruptChangesNothingAndIsKept() {
        Thread.currentThread().interrupt();
        try {
            region.write(0, MemorySegment.ofArray(new byte[] {1, 2, 3}), 0, 3);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            region.publish(8, 7);
            region.persist(8, 8);
            if (canGrow()) region.grow(SIZE + 4096);
            assertThat(region.view().getLongAcquire(8)).isEqualTo(7);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        region.write(3, MemorySegment.ofArray(new byte[] {4}), 0, 1);
        region.drain();
        assertThat(region.view().getInt(0)).isEqualTo(0x04030201);
    }

    @Test
    void virtualThreadsMayDoEverything() throws Exception {
        Assumptions.assumeTrue(takesThreads(), "this region belongs to one thread");
        List<Thread> threads = new ArrayList<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int i = 0; i < 20; i++) {
            int mine = i;
            threads.add(
                    Thread.startVirtualThread(() -> {
                        try {
                            byte[] bytes = new byte[100];
                            java.util.Arrays.fill(bytes, (byte) (mine + 1));
                            for (int k = 0; k < 5; k++) {
                                region.write(mine * 1000L + k * 100L, MemorySegment.ofArray(bytes), 0, 100);
                                region.drain();
                            }
                        } catch (Throwable thrown) {
                            failure.set(thrown);
                        }
                    }));
        }
        for (Thread thread : threads) thread.join();
        assertThat(failure.get()).isNull();
        for (int i = 0; i < 20; i++) assertThat(read(i * 1000L, 500)).containsOnly(i + 1);
        assertThat(region.counters().writes()).isEqualTo(100);
        assertThat(region.counters().bytes()).isEqualTo(10_000);
    }

    @Test
    void aClosedRegionSaysSo() {
        View view = region.view();
        region.close();
        region.close();
        MemorySegment source = MemorySegment.ofArray(new byte[8]);
        assertThatThrownBy(() -> region.write(0, source, 0, 8)).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> region.publish(0, 1)).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> region.flush(0, 8)).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(region::drain).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> region.shrink(0)).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> region.release(0, 8)).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> region.reclaim(0, 8)).isInstanceOf(RegionClosedException.class);
        if (!viewKnowsClosing()) return;
        assertThatThrownBy(() -> view.getLong(0)).isInstanceOf(RegionClosedException.class);
        assertThatThrownBy(() -> view.copyTo(0, source, 0, 8)).isInstanceOf(RegionClosedException.class);
    }

    @Test
    void closingUnderThreadsAtWorkStopsThemCleanly() throws Exception {
        Assumptions.assumeTrue(takesThreads(), "this region belongs to one thread");
        CountDownLatch working = new CountDownLatch(3);
        List<Thread> threads = new ArrayList<>();
        List<Throwable> ends = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 3; i++) {
            int mine = i;
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                MemorySegment source = MemorySegment.ofArray(new byte[2000]);
                                try {
                                    for (int k = 0; ; k++) {
                                        region.write(mine * 2000L, source, 0, 2000);
                                        region.flush(mine * 2000L, 2000);
                                        region.drain();
                                        if (k == 3) working.countDown();
                                    }
                                } catch (Throwable end) {
                                    ends.add(end);
                                }
                            }));
        }
        working.await();
        region.close();
        for (Thread thread : threads) thread.join();
        assertThat(ends).hasSize(3).allSatisfy(end -> assertThat(end).isInstanceOf(RegionClosedException.class));
    }

    @Test
    void itExplainsItself() {
        Explanation explanation = region.explain();
        assertThat(explanation.granularity()).isEqualTo(region.granularity());
        assertThat(explanation.sentence()).contains(explanation.backend(), explanation.reason());
        assertThat(region.attributes().granularity()).isEqualTo(region.granularity());
        assertThat(region.attributes().atomicUnit()).isEqualTo(8);
    }

    private byte[] read(long at, int length) {
        byte[] bytes = new byte[length];
        region.view().copyTo(at, MemorySegment.ofArray(bytes), 0, length);
        return bytes;
    }
}
