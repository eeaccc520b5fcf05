package dev.firn.log;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.firn.log.format.RecordLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;

/// Object id to mapping [Entry]: 8 bytes an object, in chunks that appear when their first object does.
///
/// Readers never wait, except for whoever comes first to a chunk that has to be read. [#install] publishes: whoever
/// reads the entry sees the bytes it points at. Each chunk has two generations of dirty bits, one bit of memory
/// each for an object: [#install] marks the current one, [#capture] makes the other one current. What changes after a
/// capture is kept aside as it was, until [#walked]: a checkpoint says what was true at one moment.
public final class MappingTable {
    private static final VarHandle WORD = ValueLayout.JAVA_LONG.withOrder(LITTLE_ENDIAN).varHandle();
    private static final VarHandle CHUNK = MethodHandles.arrayElementVarHandle(MemorySegment[].class);

    /// Memory comes in pieces of so many entries, where chunks are of the usual size.
    private static final int SLAB_ENTRIES = 1 << 16;

    private static final int USUAL_ENTRIES = 1 << 12;

    /// Objects that share a word of dirty bits.
    static final int WORD_BITS = 64;

    private final LogMemory memory;
    private final int chunkShift;
    private final int chunkMask;
    private final long chunkWords;
    private volatile MemorySegment[] chunks = new MemorySegment[0];
    private MemorySegment slab;
    private long slabUsed;
    private long bytes;
    private MappingBase base;
    private volatile Overlay overlay;
    private Listener listener = Listener.NONE;
    private final long baseObjects;
    private final AtomicLongArray marked = new AtomicLongArray(2);
    private volatile int current;
    private volatile Overlay aside;

    /// @param memory where chunks come from; they live as long as the table
    /// @param chunkEntries entries a chunk, a power of two, 64 at least
    public MappingTable(LogMemory memory, int chunkEntries) {
        this(memory, chunkEntries, null, null, 0);
    }

    /// One that begins with `base`, hidden where `overlay`, which is sorted, says something else. Both are asked when a
    /// chunk is first touched. Objects of the overlay are dirty.
    ///
    /// @param objects all objects of `base` are below
    public MappingTable(LogMemory memory, int chunkEntries, MappingBase base, Overlay overlay, long objects) {
        if (Integer.bitCount(chunkEntries) != 1 || chunkEntries < WORD_BITS) {
            throw new IllegalArgumentException("not a power of two from 64 on: " + chunkEntries);
        }
        this.memory = memory;
        this.chunkShift = Integer.numberOfTrailingZeros(chunkEntries);
        this.chunkMask = chunkEntries - 1;
        this.chunkWords = chunkEntries + 2L * (chunkEntries / WORD_BITS);
        this.base = base;
        this.overlay = overlay;
        this.baseObjects = overlay == null ? objects : Math.max(objects, overlay.end());
    }

    /// Is told what the overlay hides, and of each capture; never both at a time.
    interface Listener {
        Listener NONE =
                new Listener() {
                    @Override
                    public void overlaid(long old, long now) {}

                    @Override
                    public void captured() {}
                };

        void overlaid(long old, long now);

        void captured();
    }

    synchronized void listen(Listener to) {
        listener = to;
    }

    /// The entry of an object, [Entry#NONE] when it has none or is deleted.
    public long entry(long object) {
        return Entry.version(raw(object));
    }

    /// The same, but of a deleted object the entry of its tombstone.
    public long raw(long object) {
        var chunk = present(object);
        if (chunk != null) return (long) WORD.getAcquire(chunk, offset(object));
        return object < baseObjects ? (long) WORD.getAcquire(addChunk(object), offset(object)) : Entry.NONE;
    }

    /// Makes `entry` the object's, after everything that was written before.
    public void install(long object, long entry) {
        var chunk = chunk(object);
        var kept = aside;
        if (kept != null) kept.apply(object, 0, 0, (long) WORD.getAcquire(chunk, offset(object)));
        WORD.setRelease(chunk, offset(object), entry);
        mark(chunk, object, current);
    }

    /// Bytes of memory the table holds.
    public synchronized long bytes() {
        return bytes;
    }

    /// Objects below this have a place in the table, or would have one if they were asked for.
    public long capacity() {
        return Math.max((long) chunks.length << chunkShift, baseObjects);
    }

    /// Tells `to` the entries of the objects from `from` to before `end`, multiples of 64, that have one. Chunks that
    /// are not there are left out.
    void forEach(long from, long end, LongConsumer to) {
        for (long first = from; first < end; first += WORD_BITS) {
            var chunk = present(first);
            for (int i = 0; chunk != null && i < WORD_BITS; i++) {
                long entry = (long) WORD.get(chunk, offset(first + i));
                if (entry != Entry.NONE) to.accept(entry);
            }
        }
    }

    /// For a mapping that is built anew, before anybody reads it: of 64 objects from `first` on, a multiple of 64, the
    /// entries, each of them the second of two words in `from`. Those that have one are dirty.
    void fill(long first, MemorySegment from, long at) {
        long bits = 0;
        for (int i = 0; i < WORD_BITS; i++) {
            long entry = (long) WORD.get(from, at + 16L * i + Long.BYTES);
            if (entry == Entry.NONE) continue;
            bits |= 1L << i;
            WORD.set(chunk(first), offset(first + i), entry);
        }
        if (bits == 0) return;
        WORD.set(chunk(first), dirtyOffset(first, current), bits);
        marked.addAndGet(current, Long.bitCount(bits));
    }

    /// Changes from here on are marked in the other generation; those before can be asked for. Nobody installs
    /// meanwhile, and the generation captured before has been [cleared][#clearCaptured] or [given back][#giveBack].
    public synchronized void capture() {
        listener.captured();
        aside = new Overlay();
        current = 1 - current;
    }

    /// The entry of an object, or of its tombstone, at the last [#capture], as long as nobody has said [#walked].
    public long captureOf(long object) {
        long now = raw(object);
        return aside.find(object, now);
    }

    /// Whether the entries of these objects, whole chunks of them, are what the base says, and not in memory.
    public synchronized boolean isAsInBase(long first, int count) {
        if (base == null) return false;
        for (long object = first; object < first + count; object += chunkMask + 1) {
            if (present(object) != null) return false;
        }
        return overlay == null || !overlay.hasAny(first & ~chunkMask, (first + count + chunkMask) & ~chunkMask);
    }

    /// How many objects changed since the last [#capture], about.
    public long changed() {
        return marked.get(current) + overlaid();
    }

    /// How many changed before it, and are not in a checkpoint yet, about.
    public long changedAtCapture() {
        return marked.get(1 - current) + overlaid();
    }

    private int overlaid() {
        var hides = overlay;
        return hides == null ? 0 : hides.size();
    }

    /// Nobody asks any more what was at the last [#capture].
    public void walked() {
        aside = null;
    }

    /// Which of the 64 objects from `first`, a multiple of 64, on changed before the last [#capture], as bits.
    public long captured(long first) {
        var chunk = touched(first);
        return chunk == null ? 0 : (long) WORD.getVolatile(chunk, dirtyOffset(first, 1 - current));
    }

    /// What was captured is in a checkpoint that is complete.
    public void clearCaptured() {
        for (long first = 0; first < (long) chunks.length << chunkShift; first += WORD_BITS) {
            var chunk = present(first);
            if (chunk != null) WORD.setVolatile(chunk, dirtyOffset(first, 1 - current), 0L);
        }
        marked.set(1 - current, 0);
    }

    /// What was captured is still to be: the checkpoint was given up.
    public void giveBack() {
        walked();
        for (long first = 0; first < (long) chunks.length << chunkShift; first += WORD_BITS) {
            var chunk = present(first);
            long bits = chunk == null ? 0 : (long) WORD.getVolatile(chunk, dirtyOffset(first, 1 - current));
            if (bits != 0) mark(chunk, dirtyOffset(first, current), bits, current);
        }
        clearCaptured();
    }

    /// Chunks that were not yet touched are in `newer` as they were in the base before, and all that the overlay
    /// changed has been touched by the walk of a checkpoint.
    public synchronized void rebase(MappingBase newer) {
        base = newer;
        overlay = null;
    }

    /// All that the overlay changes is there from here on.
    public synchronized void loadChanged() {
        if (overlay == null) return;
        overlay.forEach(0, Long.MAX_VALUE, (object, _) -> chunk(object));
    }

    private MemorySegment present(long object) {
        var present = chunks;
        long index = object >>> chunkShift;
        return index < present.length ? (MemorySegment) CHUNK.getAcquire(present, (int) index) : null;
    }

    /// The chunk of `object`, when it is there or the overlay changes it.
    private MemorySegment touched(long object) {
        var chunk = present(object);
        if (chunk != null || object >= baseObjects) return chunk;
        long from = object & ~chunkMask;
        return overlay != null && overlay.hasAny(from, from + chunkMask + 1) ? addChunk(object) : null;
    }

    private void mark(MemorySegment chunk, long object, int generation) {
        long at = dirtyOffset(object, generation);
        long bit = 1L << object;
        // Most often it is marked already.
        if (((long) WORD.getOpaque(chunk, at) & bit) == 0) mark(chunk, at, bit, generation);
    }

    /// Two threads may mark objects of one word.
    private void mark(MemorySegment chunk, long at, long bits, int generation) {
        long before = (long) WORD.getAndBitwiseOr(chunk, at, bits);
        marked.addAndGet(generation, Long.bitCount(bits & ~before));
    }

    private long offset(long object) {
        return (object & chunkMask) << 3;
    }

    private long dirtyOffset(long object, int generation) {
        long words = (chunkMask + 1L) / WORD_BITS;
        return (chunkMask + 1L + generation * words + (object & chunkMask) / WORD_BITS) << 3;
    }

    private MemorySegment chunk(long object) {
        var chunk = present(object);
        return chunk != null ? chunk : addChunk(object);
    }

    private synchronized MemorySegment addChunk(long object) {
        if (object < 0 || object > RecordLayout.MAX_OBJECT) throw new IllegalArgumentException("object " + object);
        int index = (int) (object >>> chunkShift);
        if (index >= chunks.length) chunks = Arrays.copyOf(chunks, Math.max(index + 1, chunks.length * 2));
        var present = chunks;
        if (present[index] != null) return present[index];
        var chunk = allocate();
        load(chunk, (long) index << chunkShift);
        CHUNK.setRelease(present, index, chunk);
        return chunk;
    }

    private void load(MemorySegment chunk, long first) {
        if (base != null) base.fill(first, chunkMask + 1, chunk);
        if (overlay == null) return;
        overlay.forEach(
                first,
                first + chunkMask + 1,
                (object, entry) -> {
                    listener.overlaid((long) WORD.get(chunk, offset(object)), entry);
                    WORD.set(chunk, offset(object), entry);
                    // In both: a capture may have come since, and its walk may come to this chunk only now.
                    mark(chunk, object, 0);
                    mark(chunk, object, 1);
                });
    }

    /// All zero.
    private MemorySegment allocate() {
        if (chunkMask + 1 != USUAL_ENTRIES) {
            bytes += chunkWords << 3;
            return memory.words(chunkWords);
        }
        if (slab == null || slabUsed == slab.byteSize()) {
            slab = memory.words(SLAB_ENTRIES / USUAL_ENTRIES * chunkWords);
            slabUsed = 0;
            bytes += slab.byteSize();
        }
        slabUsed += chunkWords << 3;
        return slab.asSlice(slabUsed - (chunkWords << 3), chunkWords << 3);
    }
}
