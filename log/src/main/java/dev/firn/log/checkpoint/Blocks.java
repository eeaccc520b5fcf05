package dev.firn.log.checkpoint;

import dev.firn.log.CorruptLogException;
import dev.firn.log.Superblock;
import dev.firn.log.format.BlockKind;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/// Reads blocks without trusting them, and puts the checksum into those that are written.
final class Blocks {
    private Blocks() {}

    /// A copy of the block in the record at `address`, when it is a whole one of this kind and store.
    static Optional<MemorySegment> read(View view, Superblock superblock, long address, BlockKind kind) {
        if (!isInside(superblock, address, RecordLayout.BYTES)) return Optional.empty();
        int length = RecordLayout.length(view, address);
        boolean isRecord = RecordLayout.kindCode(view, address) == RecordKind.CHECKPOINT.code();
        if (!isRecord || length < BlockLayout.BYTES || !isInside(superblock, address, RecordLayout.BYTES + length)) {
            return Optional.empty();
        }
        var block = MemorySegment.ofArray(new byte[length]);
        view.copyTo(address + RecordLayout.BYTES, block, 0, length);
        if (BlockLayout.kindCode(block) != kind.code()) return Optional.empty();
        int expected = BlockLayout.crc(block);
        BlockLayout.putCrc(block, 0, 0);
        return crc(superblock.store(), block, 0, length) == expected ? Optional.of(block) : Optional.empty();
    }

    /// The same, of a block that something durable names.
    ///
    /// @throws CorruptLogException when it is not there
    static MemorySegment require(View view, Superblock superblock, long address, BlockKind kind, long number) {
        var found = read(view, superblock, address, kind);
        if (found.isPresent() && BlockLayout.checkpoint(found.get()) == number) return found.get();
        throw new CorruptLogException(
                address, "a block (%s) of checkpoint %d".formatted(kind, number), "damage; rebuild the mapping");
    }

    /// Bytes of the record that has the block at `address`.
    static int footprint(View view, long address) {
        return RecordLayout.footprint(RecordKind.CHECKPOINT, RecordLayout.length(view, address));
    }

    /// Puts the checksum into `bytes[at, at + length)`, where it is still zero.
    static void seal(UUID store, MemorySegment bytes, long at, int length) {
        BlockLayout.putCrc(bytes, at, crc(store, bytes, at, length));
    }

    private static int crc(UUID store, MemorySegment bytes, long at, int length) {
        var crc = new CRC32C();
        var prefix = ByteBuffer.allocate(2 * Long.BYTES);
        prefix.putLong(store.getMostSignificantBits()).putLong(store.getLeastSignificantBits()).flip();
        crc.update(prefix);
        crc.update(bytes.asSlice(at, length).asByteBuffer());
        return (int) crc.getValue();
    }

    /// Within the frames of one segment.
    private static boolean isInside(Superblock superblock, long address, int length) {
        long from = address - superblock.base(0);
        if (from < 0 || address % FrameLayout.ALIGNMENT != 0 || address + length > superblock.regionBytes())
            return false;
        long offset = from % superblock.segmentBytes();
        return offset >= SegmentLayout.FRAMES && offset + length <= superblock.segmentBytes();
    }
}
