package dev.firn.faultinjection.blocks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads a log in the format of dm-log-writes. For one thread.
public final class BlockLog implements AutoCloseable {
    private static final int SMALLEST_BLOCK = 512;
    private static final int LARGEST_BLOCK = 1 << 20;

    private final RandomAccessFile file;
    private final int blockBytes;
    private final List<BlockEntry> entries;

    private BlockLog(RandomAccessFile file) throws IOException {
        this.file = file;
        var head = MemorySegment.ofArray(read(0, SMALLEST_BLOCK));
        require(0, BlockLogLayout.MAGIC, BlockLogLayout.magic(head));
        require(Long.BYTES, BlockLogLayout.VERSION, BlockLogLayout.version(head));
        this.blockBytes = BlockLogLayout.blockBytes(head);
        if (blockBytes < SMALLEST_BLOCK || blockBytes > LARGEST_BLOCK || Integer.bitCount(blockBytes) != 1) {
            throw new BlockLogException(0, "a block of 512 B to 1 MiB, a power of two", blockBytes);
        }
        this.entries = scan(BlockLogLayout.entries(head));
    }

    /// Opens a log that is complete: nobody writes to it any more.
    ///
    /// @throws BlockLogException when it is no log, or ends before its last entry
    public static BlockLog open(Path path) throws IOException {
        var file = new RandomAccessFile(path.toFile(), "r");
        try {
            return new BlockLog(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// Everything that was done, in order.
    public List<BlockEntry> entries() {
        return entries;
    }

    /// The data that `entry` wrote; zeros for a discard.
    public byte[] data(BlockEntry entry) throws IOException {
        return entry.discard() ? new byte[Math.toIntExact(entry.bytes())] : read(entry.dataAt(), entry.bytes());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private List<BlockEntry> scan(long count) throws IOException {
        var found = new ArrayList<BlockEntry>();
        long at = blockBytes;
        for (long i = 0; i < count; i++) {
            BlockEntry entry = entry(at);
            found.add(entry);
            at = entry.dataAt() + (entry.isWrite() ? entry.bytes() : 0);
        }
        if (at > file.length()) throw new BlockLogException(file.length(), "data up to 0x%x".formatted(at), "the end");
        return List.copyOf(found);
    }

    private BlockEntry entry(long at) throws IOException {
        byte[] bytes = read(at, blockBytes);
        var head = MemorySegment.ofArray(bytes);
        long flags = BlockLogLayout.flags(head);
        String mark = (flags & BlockEntry.MARK) == 0 ? "" : name(at, bytes, BlockLogLayout.nameBytes(head));
        long first = checked(at, BlockLogLayout.block(head));
        long length = mark.isEmpty() ? checked(at, BlockLogLayout.blocks(head)) : 0;
        return BlockEntry.of(at, at + blockBytes, first, length, flags, mark);
    }

    private String name(long at, byte[] block, long length) {
        int from = (int) BlockLogLayout.ENTRY.byteSize();
        if (length < 1 || length > block.length - from) {
            throw new BlockLogException(at, "a mark's name in its block", length + " bytes of it");
        }
        return new String(block, from, (int) length, StandardCharsets.UTF_8).replace("\0", "");
    }

    /// Checked before it is believed: a torn entry can hold any number.
    private long checked(long at, long blocks) {
        if (blocks < 0 || blocks > Long.MAX_VALUE / blockBytes) throw new BlockLogException(at, "a block", blocks);
        return blocks * blockBytes;
    }

    private byte[] read(long at, long length) throws IOException {
        if (length > Integer.MAX_VALUE - 8) throw new BlockLogException(at, "at most 2 GiB in one write", length);
        if (at + length > file.length()) {
            throw new BlockLogException(file.length(), "data up to 0x%x".formatted(at + length), "the end");
        }
        var bytes = new byte[(int) length];
        file.seek(at);
        file.readFully(bytes);
        return bytes;
    }

    private static void require(long at, long expected, long found) {
        if (expected != found) throw new BlockLogException(at, "0x%x".formatted(expected), "0x%x".formatted(found));
    }
}
