package dev.firn.log;

import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.LifeLayout;
import dev.firn.log.format.PrefixLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.View;

/// Reads the frames of one segment after the other, trusting nothing but checksums. Frames are checked in a copy, since
/// the JVM's checksum code may not meet a broken page. The copy is made in large pieces, since most frames are short.
/// Not safe for use by several threads.
public final class SegmentScanner {
    /// Small enough to stay in a core's cache.
    private static final int PIECE = 64 << 10;

    /// What [#advance] finds.
    public enum Found {
        /// A frame whose checksum holds.
        FRAME,
        /// The segment is used up to its end.
        END,
        /// No frame begins here: an end, a torn write, or damage.
        BROKEN
    }

    private final View view;
    private final Superblock superblock;
    private final int capacity;
    private Staging piece;
    private long pieceFrom;
    private long pieceTo;
    private SegmentHeaders.Header header;
    private long base;
    private long position;
    private long life;
    private long at;
    private int length;
    private FrameKind kind;
    private String why;
    private long bytesRead;

    public SegmentScanner(View view, Superblock superblock, LogMemory memory) {
        this.view = view;
        this.superblock = superblock;
        this.capacity = superblock.segmentBytes();
        this.piece = new Staging(memory, Batch.FRAME + Math.min(PIECE, capacity - SegmentLayout.FRAMES));
    }

    /// Goes to the first frame of a segment.
    public void start(SegmentHeaders.Header segment) {
        header = segment;
        base = superblock.base(segment.segment());
        position = SegmentLayout.FRAMES;
        life = segment.life();
        forgetPiece();
    }

    /// Goes to a frame that is not the segment's first: `offset` bytes from its start, in life `inForce`.
    public void start(SegmentHeaders.Header segment, long offset, long inForce) {
        start(segment);
        position = offset;
        life = inForce;
    }

    /// Bytes from the start of the segment to where the next step looks.
    public long position() {
        return position;
    }

    /// The life that frames at [#position] belong to.
    public long life() {
        return life;
    }

    /// Bytes copied from the medium so far, by all segments.
    public long bytesRead() {
        return bytesRead;
    }

    /// Goes on at the next frame behind `from` that is whole in a life up to `lastLife`, and returns where that is; the
    /// end of the segment when there is none.
    public long resume(long from, long lastLife) {
        position = capacity;
        for (long at = from; capacity - at >= FrameLayout.BYTES; at += FrameLayout.ALIGNMENT) {
            if (!isWholeReadable(at, lastLife)) continue;
            position = at;
            break;
        }
        return position;
    }

    private boolean isWholeReadable(long at, long lastLife) {
        try {
            long found = wholeLife(at, lastLife);
            if (found < 0) return false;
            life = found;
            return true;
        } catch (MediumFaultException unreadable) {
            return false;
        }
    }

    /// The same as [#advance], as a value.
    public Step next() {
        return switch (advance()) {
            case FRAME -> new Step.Frame(frame(), length, kind);
            case END -> new Step.End();
            case BROKEN -> new Step.Broken(position, why);
        };
    }

    /// Goes over the next frame. Where none is found it stays.
    public Found advance() {
        var found = look();
        // The copy may be older than what was appended meanwhile.
        boolean isOld = found == Found.BROKEN && pieceFrom != position;
        if (found == Found.BROKEN) forgetPiece();
        return isOld ? advance() : found;
    }

    private Found look() {
        if (capacity - position < FrameLayout.BYTES) return Found.END;
        long head = staged(position, FrameLayout.BYTES);
        length = FrameLayout.length(piece.view(), head);
        var found = FrameKind.of(FrameLayout.kindCode(piece.view(), head));
        if (found.isEmpty() || !isPlausible(found.get(), length, position)) return broken("no frame begins here");
        kind = found.get();
        long frameLife = kind == FrameKind.LIFE ? LifeLayout.life(piece.view(), staged(position, length)) : life;
        if (kind == FrameKind.LIFE && frameLife <= life) return broken("a life that has ended");
        if (!checksumHolds(kind, length, position, frameLife)) return broken("the checksum of a frame does not hold");
        at = position;
        life = frameLife;
        position += length;
        return kind == FrameKind.PAD ? Found.END : Found.FRAME;
    }

    /// The address of the frame that was found last.
    public long frame() {
        return base + at;
    }

    /// What it is.
    public FrameKind kind() {
        return kind;
    }

    /// The view of a checked copy of it, which the next call changes.
    public View copy() {
        return piece.view();
    }

    /// Where in [#copy] it begins.
    public long frameInCopy() {
        return Batch.FRAME + at - pieceFrom;
    }

    /// Of what is [Found#BROKEN]: what was found there.
    public String why() {
        return why;
    }

    /// Looks behind a break for frames that are whole, in any life up to `lastLife`, and returns the largest position
    /// that one of them says was durable when it was written; 0 if there is none.
    public long stableBehind(long from, long lastLife) {
        forgetPiece();
        long stable = 0;
        for (long found = from; capacity - found >= FrameLayout.BYTES; found += FrameLayout.ALIGNMENT) {
            if (isWhole(found, lastLife)) stable = Math.max(stable, FrameLayout.stable(view, base + found));
        }
        forgetPiece();
        return stable;
    }

    private boolean isWhole(long found, long lastLife) {
        return wholeLife(found, lastLife) >= 0;
    }

    /// The life in which a whole frame begins here, or -1.
    private long wholeLife(long found, long lastLife) {
        long frame = base + found;
        var frameKind = FrameKind.of(FrameLayout.kindCode(view, frame));
        int bytes = FrameLayout.length(view, frame);
        if (frameKind.isEmpty() || !isPlausible(frameKind.get(), bytes, found)) return -1;
        if (FrameLayout.stable(view, frame) > found) return -1;
        int hint = FrameLayout.lifeHint(view, frame);
        long first = life + Math.floorMod(hint - life, (long) FrameLayout.LIFE_HINTS);
        for (long candidate = first; candidate <= lastLife; candidate += FrameLayout.LIFE_HINTS) {
            if (checksumHolds(frameKind.get(), bytes, found, candidate)) return candidate;
        }
        return -1;
    }

    private Found broken(String reason) {
        why = reason;
        return Found.BROKEN;
    }

    /// Checked before the length is trusted: torn bytes can hold any.
    private boolean isPlausible(FrameKind what, int bytes, long from) {
        if (bytes < FrameLayout.BYTES || bytes % FrameLayout.ALIGNMENT != 0 || bytes > capacity - from) return false;
        return switch (what) {
            case BATCH, PART, MOVE, CHECKPOINT -> true;
            case LIFE -> bytes == LifeLayout.BYTES;
            case PAD -> bytes == capacity - from;
        };
    }

    /// The prefix goes before the frame in the copy, over what nobody needs there any more.
    private boolean checksumHolds(FrameKind what, int bytes, long from, long frameLife) {
        int covered = what == FrameKind.PAD ? FrameLayout.BYTES : bytes;
        long frame = staged(from, covered);
        int prefix = (int) frame - Batch.FRAME;
        int expected = FrameLayout.crc(piece.view(), frame);
        PrefixLayout.put(
                piece.bytes(), superblock.store(), frameLife, header.segment(), header.generation(), from, prefix);
        FrameLayout.putCrc(piece.bytes(), frame, 0);
        int found = piece.checksum(prefix, Batch.FRAME + covered);
        FrameLayout.putCrc(piece.bytes(), frame, expected);
        return found == expected;
    }

    /// Where `bytes` bytes at `from` begin in the copy, which is made anew from there when it does not hold them.
    private long staged(long from, int bytes) {
        if (from < pieceFrom || from + bytes > pieceTo) copyPiece(from, bytes);
        return Batch.FRAME + from - pieceFrom;
    }

    private void copyPiece(long from, int bytes) {
        forgetPiece();
        piece = piece.atLeast(Batch.FRAME + (long) bytes, 0);
        long most = Math.min(capacity - from, Math.max(bytes, PIECE));
        view.copyTo(base + from, piece.bytes(), Batch.FRAME, most);
        bytesRead += most;
        pieceFrom = from;
        pieceTo = from + most;
    }

    private void forgetPiece() {
        pieceFrom = -1;
        pieceTo = -1;
    }
}
