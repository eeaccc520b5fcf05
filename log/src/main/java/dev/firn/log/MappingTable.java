package dev.firn.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.firn.log.format.RecordLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// Object id to mapping [Entry]: 8 bytes an object, in chunks that appear when their first object does.
///
/// Readers never wait. [#install] publishes: whoever reads the entry sees the bytes it points at.
public final class MappingTable {
    private static final VarHandle ENTRY = ValueLayout.JAVA_LONG.withOrder(LITTLE_ENDIAN).varHandle();

    private final LogMemory memory;
    private final int chunkShift;
    private final int chunkMask;
    private volatile MemorySegment[] chunks = new MemorySegment[0];

    /// @param memory where chunks come from; they live as long as the table
    /// @param chunkEntries entries a chunk, a power of two
    public MappingTable(LogMemory memory, int chunkEntries) {
        if (Integer.bitCount(chunkEntries) != 1)
            throw new IllegalArgumentException("not a power of two: " + chunkEntries);
        this.memory = memory;
        this.chunkShift = Integer.numberOfTrailingZeros(chunkEntries);
        this.chunkMask = chunkEntries - 1;
    }

    /// The entry of an object, [Entry#NONE] when it has none or is deleted.
    public long entry(long object) {
        return Entry.version(raw(object));
    }

    /// The same, but of a deleted object the entry of its tombstone.
    public long raw(long object) {
        var present = chunks;
        long chunk = object >>> chunkShift;
        return chunk < present.length && present[(int) chunk] != null
                ? (long) ENTRY.getAcquire(present[(int) chunk], offset(object))
                : Entry.NONE;
    }

    /// Makes `entry` the object's, after everything that was written before.
    public void install(long object, long entry) {
        ENTRY.setRelease(chunk(object), offset(object), entry);
    }

    /// Bytes of memory the table holds.
    public long bytes() {
        return Arrays.stream(chunks).filter(c -> c != null).mapToLong(MemorySegment::byteSize).sum();
    }

    /// Objects below this have a place in the table.
    public long capacity() {
        return (long) chunks.length << chunkShift;
    }

    /// For recovery, whose workers may find versions of one object at the same time.
    public boolean compareAndSet(long object, long expected, long entry) {
        return ENTRY.compareAndSet(chunk(object), offset(object), expected, entry);
    }

    private long offset(long object) {
        return (object & chunkMask) << 3;
    }

    private MemorySegment chunk(long object) {
        var present = chunks;
        long index = object >>> chunkShift;
        return index < present.length && present[(int) index] != null ? present[(int) index] : addChunk(object);
    }

    private synchronized MemorySegment addChunk(long object) {
        if (object < 0 || object > RecordLayout.MAX_OBJECT) throw new IllegalArgumentException("object " + object);
        int index = (int) (object >>> chunkShift);
        var grown =
                index < chunks.length ? chunks.clone() : Arrays.copyOf(chunks, Math.max(index + 1, chunks.length * 2));
        if (grown[index] == null) grown[index] = memory.words(chunkMask + 1L);
        chunks = grown;
        return grown[index];
    }
}
