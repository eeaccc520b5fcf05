package dev.firn.faultinjection.blocks;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The two structures of a dm-log-writes log, as the kernel's documentation and `drivers/md/dm-log-writes.c` have them.
/// Each takes the first bytes of a block of the log; an entry's data follows in whole blocks, a mark's name directly.
final class BlockLogLayout {
    static final long MAGIC = 0x6a73_6677_7368_72L;
    static final long VERSION = 1;

    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    static final StructLayout SUPERBLOCK =
            MemoryLayout.structLayout(
                            U64.withName("magic"),
                            U64.withName("version"),
                            U64.withName("entries"),
                            U32.withName("blockBytes"))
                    .withName("superblock");
    static final StructLayout ENTRY =
            MemoryLayout.structLayout(
                            U64.withName("block"),
                            U64.withName("blocks"),
                            U64.withName("flags"),
                            U64.withName("nameBytes"))
                    .withName("entry");

    private static final VarHandle S_MAGIC = field(SUPERBLOCK, "magic");
    private static final VarHandle S_VERSION = field(SUPERBLOCK, "version");
    private static final VarHandle S_ENTRIES = field(SUPERBLOCK, "entries");
    private static final VarHandle S_BLOCK_BYTES = field(SUPERBLOCK, "blockBytes");
    private static final VarHandle E_BLOCK = field(ENTRY, "block");
    private static final VarHandle E_BLOCKS = field(ENTRY, "blocks");
    private static final VarHandle E_FLAGS = field(ENTRY, "flags");
    private static final VarHandle E_NAME_BYTES = field(ENTRY, "nameBytes");

    private BlockLogLayout() {}

    static long magic(MemorySegment bytes) {
        return (long) S_MAGIC.get(bytes, 0L);
    }

    static long version(MemorySegment bytes) {
        return (long) S_VERSION.get(bytes, 0L);
    }

    static long entries(MemorySegment bytes) {
        return (long) S_ENTRIES.get(bytes, 0L);
    }

    static int blockBytes(MemorySegment bytes) {
        return (int) S_BLOCK_BYTES.get(bytes, 0L);
    }

    static long block(MemorySegment bytes) {
        return (long) E_BLOCK.get(bytes, 0L);
    }

    static long blocks(MemorySegment bytes) {
        return (long) E_BLOCKS.get(bytes, 0L);
    }

    static long flags(MemorySegment bytes) {
        return (long) E_FLAGS.get(bytes, 0L);
    }

    static long nameBytes(MemorySegment bytes) {
        return (long) E_NAME_BYTES.get(bytes, 0L);
    }

    private static VarHandle field(StructLayout layout, String name) {
        return layout.varHandle(PathElement.groupElement(name));
    }
}
