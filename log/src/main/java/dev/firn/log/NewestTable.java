package dev.firn.log;

import static dev.firn.log.WordTable.WORD;

import java.lang.foreign.MemorySegment;

/// A mapping while it is built anew from records in any order: of each object the version with the largest commit
/// stamp, and of those the latest move. Safe for use by several threads.
///
/// An object takes two words, in one line of the cache: its stamp, which is its lock, too, and its entry; and one more
/// word where objects were moved. So a record costs one look at memory and one exchange, and no exchange when it is
/// older than what was found before. All of that memory is given back in the end.
public final class NewestTable implements AutoCloseable {
    /// Records whose places are read together before the first of them is changed, so that the processor waits for
    /// memory once for many.
    private static final int TOGETHER = 64;

    /// Above all stamps.
    private static final long LOCK = 1L << 62;

    /// Memory comes in pieces for so many objects, as a logarithm, but for small stores.
    private static final int PIECE_SHIFT = 16;

    private static final int LARGE = 1 << 12;

    private final LogMemory memory;
    private final LogMemory.Passing passing;
    private final int chunkEntries;
    private final WordTable slots;
    private final WordTable moves;

    /// @param memory where the mapping comes from
    /// @param chunkEntries as in [MappingTable]
    public NewestTable(LogMemory memory, int chunkEntries) {
        this.memory = memory;
        this.passing = memory.passing();
        this.chunkEntries = chunkEntries;
        int shift = chunkEntries < LARGE ? Integer.numberOfTrailingZeros(chunkEntries) : PIECE_SHIFT;
        this.slots = new WordTable(passing, shift, 2);
        this.moves = new WordTable(passing, shift, 1);
    }

    /// The mapping, to be [filled][#fill].
    public MappingTable newMapping() {
        return new MappingTable(memory, chunkEntries);
    }

    /// All objects are below.
    public long end() {
        return slots.end();
    }

    /// Tells `mapping` the entries of the objects from `from` to before `to`, multiples of 64. They are dirty then.
    public void fill(MappingTable mapping, long from, long to) {
        for (long first = from; first < to; first += MappingTable.WORD_BITS) {
            var piece = slots.present(first);
            if (piece != null) mapping.fill(first, piece, slots.offset(first));
        }
    }

    /// Takes records, the first `count` of these arrays: of each the object, the commit stamp, the move stamp or 0, and
    /// the entry. Returns a number that means nothing, so that reading ahead is not found to be useless.
    public long apply(long[] objects, long[] commits, long[] moved, long[] entries, int count) {
        long sum = 0;
        for (int first = 0; first < count; first += TOGETHER) {
            int last = Math.min(first + TOGETHER, count);
            for (int i = first; i < last; i++) sum += touch(objects[i]);
            for (int i = first; i < last; i++) apply(objects[i], commits[i], moved[i], entries[i]);
        }
        return sum;
    }

    private long touch(long object) {
        return (long) WORD.get(slots.piece(object), slots.offset(object));
    }

    private void apply(long object, long commit, long move, long entry) {
        var piece = slots.piece(object);
        long at = slots.offset(object);
        long last = (long) WORD.getAcquire(piece, at);
        while (true) {
            if (last >= LOCK) {
                Thread.onSpinWait();
                last = (long) WORD.getAcquire(piece, at);
                continue;
            }
            if (last > commit) return;
            long found = (long) WORD.compareAndExchange(piece, at, last, commit | LOCK);
            if (found == last) break;
            last = found;
        }
        if (last < commit || move(object) < move) {
            WORD.set(piece, at + Long.BYTES, entry);
            setMove(object, move);
        }
        WORD.setRelease(piece, at, commit);
    }

    private long move(long object) {
        var piece = moves.present(object);
        return piece == null ? 0 : (long) WORD.get(piece, moves.offset(object));
    }

    private void setMove(long object, long move) {
        var piece = move == 0 ? moves.present(object) : moves.piece(object);
        if (piece != null) WORD.set(piece, moves.offset(object), move);
    }

    /// Nobody applies any more. The mapping stays.
    @Override
    public void close() {
        passing.close();
    }
}
