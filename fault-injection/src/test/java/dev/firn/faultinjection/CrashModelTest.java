package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Counts the images that a model allows after a few stores, against counts made by hand.
class CrashModelTest {
    @Test
    void nothingPendingLeavesOneImage() {
        for (var model : CrashModel.values()) assertThat(images(model, region -> {})).isEqualTo(1);
    }

    @Test
    void twoPublishesToOneLineAreOrderedUnderPx86Only() {
        Consumer<SimulatedRegion> work =
                region -> {
                    region.publish(0, 1);
                    region.publish(8, 2);
                };
        assertThat(images(CrashModel.PX86, work)).isEqualTo(3);
        assertThat(images(CrashModel.JAVA, work)).isEqualTo(3);
        assertThat(images(CrashModel.WORDS, work)).isEqualTo(4);
        assertThat(images(CrashModel.PREFIX, work)).isEqualTo(3);
        assertThat(images(CrashModel.NONE_SURVIVE, work)).isEqualTo(1);
        assertThat(images(CrashModel.ALL_SURVIVE, work)).isEqualTo(1);
    }

    @Test
    void linesAreIndependentUnderPx86() {
        Consumer<SimulatedRegion> work =
                region -> {
                    region.publish(0, 1);
                    region.publish(64, 2);
                };
        assertThat(images(CrashModel.PX86, work)).isEqualTo(4);
        assertThat(images(CrashModel.PREFIX, work)).isEqualTo(3);
        assertThat(images(CrashModel.PAGECACHE, work)).isEqualTo(3);
    }

    @Test
    void theWordsOfABulkWriteArriveInAnyOrder() {
        Consumer<SimulatedRegion> work = region -> write(region, 0, 1, 2, 3);
        assertThat(images(CrashModel.PX86, work)).isEqualTo(8);
        assertThat(images(CrashModel.JAVA, work)).isEqualTo(8);
        assertThat(images(CrashModel.PAGECACHE, work)).isEqualTo(4);
    }

    @Test
    void sectorsOfThePageCacheAreIndependent() {
        Consumer<SimulatedRegion> work =
                region -> {
                    region.publish(0, 1);
                    region.publish(512, 2);
                };
        assertThat(images(CrashModel.PAGECACHE, work)).isEqualTo(4);
    }

    @Test
    void aWordHasOneOfItsVersions() {
        Consumer<SimulatedRegion> work =
                region -> {
                    region.publish(0, 1);
                    region.publish(0, 2);
                };
        assertThat(images(CrashModel.JAVA, work)).isEqualTo(3);
    }

    @Test
    void aDrainCoversWritesAndFlushedWordsOnly() {
        Consumer<SimulatedRegion> work =
                region -> {
                    write(region, 0, 1);
                    region.publish(64, 2);
                    region.publish(128, 3);
                    region.flush(64, 8);
                    region.drain();
                };
        assertThat(images(CrashModel.JAVA, work)).isEqualTo(2);
    }

    @Test
    void aDrainCoversTheCallingThreadOnly() {
        Consumer<SimulatedRegion> work =
                region -> {
                    inAnotherThread(() -> write(region, 0, 1));
                    region.drain();
                };
        assertThat(images(CrashModel.JAVA, work)).isEqualTo(2);
    }

    @Test
    void aDrainedWordSettlesWhatOthersStoredThereBefore() {
        Consumer<SimulatedRegion> work =
                region -> {
                    inAnotherThread(() -> write(region, 0, 1));
                    write(region, 0, 2);
                    region.drain();
                };
        assertThat(images(CrashModel.JAVA, work)).isEqualTo(1);
    }

    @Test
    void afterAKillAFlushReachesWhatTheDeadProcessLeft() {
        Consumer<SimulatedRegion> drainOnly =
                region -> {
                    write(region, 0, 1);
                    region.kill().drain();
                };
        assertThat(images(CrashModel.JAVA, drainOnly)).isEqualTo(2);
        Consumer<SimulatedRegion> flushAndDrain =
                region -> {
                    write(region, 0, 1);
                    region.kill().persist(0, 8);
                };
        assertThat(images(CrashModel.JAVA, flushAndDrain)).isEqualTo(1);
    }

    @Test
    void afterAFailedSyncOnlyWritingAgainHelps() {
        Consumer<SimulatedRegion> persistAgain =
                region -> {
                    write(region, 0, 1);
                    region.syncFailed();
                    region.kill().persist(0, 8);
                };
        assertThat(images(CrashModel.JAVA, persistAgain)).isEqualTo(2);
        Consumer<SimulatedRegion> writeAgain =
                region -> {
                    write(region, 0, 1);
                    region.syncFailed();
                    var next = region.kill();
                    write(next, 0, 1);
                    next.drain();
                };
        assertThat(images(CrashModel.JAVA, writeAgain)).isEqualTo(1);
    }

    @Test
    void aStoreInTheMiddleOfAWordKeepsTheRestOfIt() {
        var region = SimulatedRegion.create(64, 64);
        region.publish(0, 0x1111_1111_1111_1111L);
        region.write(2, MemorySegment.ofArray(new byte[] {7}), 0, 1);
        assertThat(region.view().getLong(0)).isEqualTo(0x1111_1111_1107_1111L);
        assertThat(region.trace().storedWord(1, 0)).isEqualTo(0x1111_1111_1107_1111L);
    }

    @Test
    void growingLeavesTheOldLengthTheNewOneOrOneBetween() {
        var sizes = new HashSet<Integer>();
        var region = SimulatedRegion.create(64, 4096);
        region.grow(128);
        var medium = new Medium(new byte[64], region.trace());
        do sizes.add(medium.durable().length);
        while (medium.step());
        assertThat(sizes).containsExactlyInAnyOrder(64, 96, 128);
    }

    /// Distinct images at the end of the work.
    private static int images(CrashModel model, Consumer<SimulatedRegion> work) {
        var region = SimulatedRegion.create(1024, 1024);
        work.accept(region);
        var medium = new Medium(new byte[1024], region.trace());
        while (medium.step()) continue;
        return Enumeration.of(model, medium).distinct();
    }

    private static void write(SimulatedRegion region, long at, long... words) {
        region.write(at, MemorySegment.ofArray(words), 0, words.length * 8L);
    }

    private static void inAnotherThread(Runnable work) {
        try {
            var thread = Thread.ofPlatform().start(work);
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
