package dev.firn.log.checkpoint;

import dev.firn.log.Batch;
import dev.firn.log.Log;
import dev.firn.log.format.BlockKind;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordLayout;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Puts blocks into frames of the checkpoints' append head, one frame at a time, and remembers where all of them are.
final class BlockWriter {
    private final Log log;
    private final Batch batch;
    private long[] addresses = new long[64];
    private int[] footprints = new int[64];
    private int written;

    BlockWriter(Log log) {
        this.log = log;
        this.batch = log.newBatch();
    }

    /// Opens no segment from here on unless more than so many may be opened.
    void leave(int segments) {
        batch.leave(segments);
    }

    /// Forgets what was written: it is needed, or somebody else's.
    void forget() {
        written = 0;
    }

    /// Nobody will ever read what was written.
    void abandon() {
        for (int block = 0; block < written; block++) count(addresses[block], -footprints[block]);
        forget();
    }

    /// Begins a frame.
    void begin() {
        batch.clear();
    }

    boolean isEmpty() {
        return batch.records() == 0;
    }

    /// Whether a block of `bytes` bytes finds room in the frame.
    boolean fits(int bytes) {
        if (isEmpty()) return bytes <= log.maxContentBytes();
        return batch.frameBytes() + RecordLayout.BYTES + FrameLayout.align(bytes) <= log.maxContentBytes();
    }

    /// Begins a block of at most `bytes` bytes. Its content goes to [#bytes] at the returned position.
    long block(int bytes) {
        return batch.beginCheckpoint(bytes);
    }

    MemorySegment bytes() {
        return batch.bytes();
    }

    /// Ends the block that begins at `at`.
    void end(long at, int length, BlockKind kind, int width, long number, int index, int count) {
        BlockLayout.put(batch.bytes(), at, kind, width, number, index, count);
        Blocks.seal(log.superblock().store(), batch.bytes(), at, length);
        batch.end(length);
    }

    /// A block that is there as a whole, but for the checksum.
    void add(MemorySegment block) {
        int length = (int) block.byteSize();
        long at = block(length);
        MemorySegment.copy(block, 0, bytes(), at, length);
        Blocks.seal(log.superblock().store(), bytes(), at, length);
        batch.end(length);
    }

    /// Gives the frame its place; the caller settles it.
    ///
    /// @param needless blocks at its beginning that nobody will ever need
    Batch write(int head, int needless) {
        log.write(batch, head, FrameKind.CHECKPOINT);
        for (int block = needless; block < batch.records(); block++) note(batch.address(block));
        return batch;
    }

    /// Where block `index` of the frame written last is.
    long address(int index) {
        return batch.address(index);
    }

    private void note(long address) {
        if (written == addresses.length) {
            addresses = Arrays.copyOf(addresses, 2 * written);
            footprints = Arrays.copyOf(footprints, 2 * written);
        }
        addresses[written] = address;
        footprints[written] = Blocks.footprint(log.view(), address);
        count(address, footprints[written++]);
    }

    private void count(long address, int bytes) {
        log.live().add(log.segmentOf(address), bytes);
    }
}
