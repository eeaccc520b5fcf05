package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.log.checkpoint.Checkpointer;
import dev.firn.log.format.DirectoryLayout;
import dev.firn.pmem.Region;
import dev.firn.recovery.Recovery;
import dev.firn.recovery.RecoveryReport.Checkpoint;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an opening reads depends on what was written since the last checkpoint, not on the store.
class BoundedRestartTest {
    private static final int SEGMENT = 64 << 10;
    private static final int RECORD = 100;

    /// More than a checkpoint names, and few enough for the table of all segments to be one block.
    private static final int FREE = 130;

    /// Objects that a block of a run is about.
    private static final int BLOCK = SEGMENT / 128;

    /// From this step on each goes to a segment of its own, so that what is as long as there are segments moves
    /// nothing.
    private static final int APART = 3;

    private static final CheckpointOptions SELDOM = CheckpointOptions.defaults().withNamed(2, 96);

    /// By an opening, by the first commit, and pages by both.
    private record Read(long bytes, long bytesOfCommit, int pages) {}

    @Test
    void aStoreEightTimesAsLargeReadsTheSame() {
        var small = readOf(10_000);
        var large = readOf(80_000);
        // But for the one leaf of each run's directory that it uses, which has a line for each block, 256 at most.
        int lines = blocks(80_000) - blocks(10_000) + blocksOfSlice(80_000) - blocksOfSlice(10_000);
        assertThat(large.bytes()).isEqualTo(small.bytes() + (long) lines * DirectoryLayout.BYTES);
        assertThat(large.bytesOfCommit()).isEqualTo(small.bytesOfCommit());
        // A leaf that lies across the end of a page touches one more, and so do blocks.
        assertThat(large.pages()).isBetween(small.pages() - 2, small.pages() + 2);
    }

    private static int blocks(int objects) {
        return (objects + BLOCK - 1) / BLOCK;
    }

    private static int blocksOfSlice(int objects) {
        return blocks(objects / (SELDOM.maxRuns() - 1));
    }

    private static Read readOf(int objects) {
        var region = Stores.memory((objects * 3 * RECORD / SEGMENT + FREE) * SEGMENT);
        fill(region, objects);
        var counter = new ReadCounter(region);
        var store = StoreOpener.open(counter, options(), SELDOM); // as after a kill
        assertThat(store.recovery().checkpoint()).isEqualTo(Checkpoint.USED);
        assertThat(store.recovery().closedInOrder()).isFalse();
        long toOpen = counter.bytes();
        tail(store, 1);
        return new Read(toOpen, counter.bytes() - toOpen, counter.pages());
    }

    private static StoreOptions options() {
        return Stores.SMALL.withSegmentBytes(SEGMENT);
    }

    /// Objects, a checkpoint of them, and a tail, which is the same in each store.
    private static void fill(Region region, int objects) {
        var logOptions = LogOptions.defaults().withSegmentBytes(SEGMENT).withMaxBytes(region.size());
        Log.format(region, logOptions);
        var recovered = Recovery.open(region, logOptions);
        var log = recovered.log();
        log.newObject(); // the catalogue's
        var keeper = new Checkpointer(log, SELDOM, null, 0, 0);
        var store = new Store(new Store.Opened(region, log, keeper, recovered.report(), false), options());
        tail(store, 1);
        var batch = log.newBatch();
        for (int object = 0; object < objects; object++) {
            batch.clear();
            batch.put(log.newObject(), MemorySegment.ofArray(new byte[RECORD]), 0, RECORD);
            log.append(batch);
            log.install(batch);
        }
        assertThat(keeper.completed()).isZero();
        checkpoint(log, keeper, Integer.MAX_VALUE); // of all
        log.sealOpen();
        tail(store, 10);
        checkpoint(log, keeper, APART); // of what has changed since
        assertThat(keeper.newest().orElseThrow().runs()).hasSize(2);
        tail(store, 20);
    }

    private static void checkpoint(Log log, Checkpointer keeper, int apart) {
        long before = keeper.completed();
        if (!keeper.isActive()) keeper.capture(_ -> -1);
        for (int steps = 0; keeper.isActive(); ) {
            var written = keeper.step(1024);
            if (written == null) continue;
            log.settle(List.of(written));
            keeper.durable();
            if (++steps >= apart) log.sealOpen();
        }
        assertThat(keeper.completed()).isEqualTo(before + 1);
    }

    private static void tail(Store store, int changes) {
        var map = store.map("hot", Codec.int32(), Codec.string());
        for (int i = 0; i < changes; i++) map.put(i % 5, "value");
    }
}
