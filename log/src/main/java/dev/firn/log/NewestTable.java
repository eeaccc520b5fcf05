package dev.firn.log;

import static dev.firn.log.WordTable.WORD;

import java.lang.foreign.MemorySegment;

/// A mapping while it is built anew from records in any order: of each object the version with the largest commit
/// stamp, and of those the latest move. Safe for use by several threads.
///
/// Beside the mapping it needs a word an object, and one more where objects were moved; all of these end with it. Each
/// object's stamp is its lock, so a record costs one exchange, and none when an older one comes later.
public final class NewestTable implements AutoCloseable {
    /// Records whose places are read together before the first of them is changed, so that the processor waits for
    /// memory once for many.
    private static final int TOGETHER = 64;

    /// Above all stamps.
    private static final long LOCK = 1L << 62;

    private static final int PIECE_SHIFT = 16;

    private final LogMemory.Passing passing;
    private final MappingTable mapping;
    private final WordTable stamps;
    private final WordTable moves;

    /// @param memory where the mapping comes from
    /// @param chunkEntries as in [MappingTable]
    public NewestTable(LogMemory memory, int chunkEntries) {
        this.passing = memory.passing();
        this.mapping = new MappingTable(memory, chunkEntries);
        int shift = mapping.isOfUsualChunks() ? PIECE_SHIFT : Integer.numberOfTrailingZeros(chunkEntries);
        this.stamps = new WordTable(passing, shift);
        this.moves = new WordTable(passing, shift);
    }

    /// What was found so far. Nothing in it is [dirty][MappingTable] yet.
    public MappingTable mapping() {
        return mapping;
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
        long stamp = (long) WORD.get(stamps.piece(object), stamps.offset(object));
        return stamp ^ (long) WORD.get(mapping.chunk(object), mapping.offset(object));
    }

    private void apply(long object, long commit, long move, long entry) {
        var piece = stamps.piece(object);
        long at = stamps.offset(object);
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
            WORD.set(mapping.chunk(object), mapping.offset(object), entry);
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
