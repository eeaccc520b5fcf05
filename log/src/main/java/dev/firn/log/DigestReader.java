package dev.firn.log;

import dev.firn.log.format.DigestLayout;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.LifeLayout;
import dev.firn.log.format.PrefixLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.View;
import java.util.stream.IntStream;

/// Reads a segment's frames and records from its digest: a cursor over frames, and over the records of each. Nothing of
/// the frames themselves is read, so damage in them is not found. Not safe for use by several threads.
public final class DigestReader {
    /// By code, null where there is none: there are many to be told.
    private static final FrameKind[] FRAME_KINDS =
            IntStream.range(0, 16).mapToObj(code -> FrameKind.of(code).orElse(null)).toArray(FrameKind[]::new);

    private static final RecordKind[] RECORD_KINDS =
            IntStream.range(0, 16).mapToObj(code -> RecordKind.of(code).orElse(null)).toArray(RecordKind[]::new);

    private final View view;
    private final Superblock superblock;
    private final int capacity;
    private Staging staging = new Staging(LogMemory.onHeap(), PrefixLayout.BYTES + DigestLayout.BYTES);
    private byte[] bytes;
    private int at;
    private int listEnd;
    private long digest;
    private boolean isBroken;
    private long base;
    private SegmentHeaders.Header header;
    private long bytesRead;

    private FrameKind kind;
    private boolean isLastPart;
    private int part;
    private int count;
    private long stamp;
    private long life;
    private long frame;
    private long next;
    private int frames;
    private int records;

    private RecordKind recordKind;
    private long record;
    private long object;
    private long commit;
    private int length;

    public DigestReader(View view, Superblock superblock) {
        this.view = view;
        this.superblock = superblock;
        this.capacity = superblock.segmentBytes();
    }

    /// Goes before the first frame of a segment. False where it has no digest of this opening, or one that is not
    /// whole: then its frames must be read.
    public boolean start(SegmentHeaders.Header segment) {
        if (!begin(segment)) return false;
        while (nextFrame()) while (nextRecord()) {}
        if (!isWhole()) return false;
        rewind();
        return true;
    }

    /// The same, but whether it makes sense only [#isWhole] says when all of it was gone through: its checksum holds.
    public boolean begin(SegmentHeaders.Header segment) {
        header = segment;
        base = superblock.base(segment.segment());
        if (!isCopied() || !checksumHolds()) return false;
        rewind();
        return true;
    }

    /// Goes to the next frame, if there is one.
    public boolean nextFrame() {
        while (count > 0) nextRecord();
        if (at >= listEnd || isBroken) return false;
        long head = number();
        count = (int) (head >>> 5);
        isLastPart = (head >>> 4 & 1) != 0;
        kind = FRAME_KINDS[(int) head & 15];
        if (kind == null || kind == FrameKind.PAD) return broken();
        stamp += difference();
        part = kind == FrameKind.PART ? (int) number() : 0;
        if (kind == FrameKind.LIFE) life += number();
        frame = next;
        frames++;
        next += kind == FrameKind.LIFE ? LifeLayout.BYTES : FrameLayout.BYTES;
        return !isBroken;
    }

    /// Goes to the next record of the frame, if there is one.
    public boolean nextRecord() {
        if (count == 0) return false;
        count--;
        long head = number();
        recordKind = RECORD_KINDS[(int) head & 15];
        if (recordKind == null) return broken();
        length += (int) DigestBytes.unfolded(head >>> 4);
        object += difference();
        if (object < 0 || object > RecordLayout.MAX_OBJECT || length < 0) return broken();
        if (recordKind.isMoved()) commit += difference();
        record = next;
        records++;
        next += footprint();
        return !isBroken;
    }

    public FrameKind kind() {
        return kind;
    }

    /// The address of the frame.
    public long frame() {
        return frame;
    }

    /// The frame's stamp.
    public long stamp() {
        return stamp;
    }

    /// Of a `PART`: its number.
    public int part() {
        return part;
    }

    public boolean isLastPart() {
        return isLastPart;
    }

    public RecordKind recordKind() {
        return recordKind;
    }

    /// The address of the record.
    public long record() {
        return record;
    }

    public long object() {
        return object;
    }

    /// Of a moved record: the commit stamp of what was moved.
    public long commit() {
        return commit;
    }

    /// Bytes the record takes in its frame.
    public int footprint() {
        return RecordLayout.footprint(recordKind, length);
    }

    /// The largest position that a frame says was durable.
    public long stable() {
        return DigestLayout.stable(staging.view(), digest);
    }

    /// The life in force at the end of the segment.
    public long lastLife() {
        return DigestLayout.life(staging.view(), digest);
    }

    /// The largest bound of a `TRIM` record, 0 if there is none.
    public long trimmed() {
        return DigestLayout.trimmed(staging.view(), digest);
    }

    /// Where the frames end, in bytes from the start of the segment.
    public long end() {
        return DigestLayout.end(staging.view(), digest);
    }

    /// Bytes copied from the medium so far, by all segments.
    public long bytesRead() {
        return bytesRead;
    }

    private boolean isCopied() {
        long last = base + capacity - DigestLayout.BYTES;
        copy(last, DigestLayout.BYTES);
        digest = PrefixLayout.BYTES;
        if (!DigestLayout.hasMagic(staging.view(), digest)) return false;
        int list = DigestLayout.length(staging.view(), digest);
        if (list < 0 || list > capacity - SegmentLayout.FRAMES - FrameLayout.BYTES - DigestLayout.BYTES) return false;
        copy(last - list, list + DigestLayout.BYTES);
        digest = PrefixLayout.BYTES + list;
        return DigestLayout.hasMagic(staging.view(), digest) && DigestLayout.length(staging.view(), digest) == list;
    }

    private void copy(long from, int length) {
        staging = staging.atLeast(PrefixLayout.BYTES + (long) length, 0);
        view.copyTo(from, staging.bytes(), PrefixLayout.BYTES, length);
        bytesRead += length;
    }

    private boolean checksumHolds() {
        int list = (int) digest - PrefixLayout.BYTES;
        int expected = DigestLayout.crc(staging.view(), digest);
        long from = capacity - DigestLayout.BYTES - list;
        PrefixLayout.put(
                staging.bytes(), superblock.store(), header.life(), header.segment(), header.generation(), from, 0);
        DigestLayout.putCrc(staging.bytes(), digest, 0);
        return staging.checksum((int) digest + DigestLayout.BYTES) == expected;
    }

    /// Whether all of it was gone through, and made sense.
    public boolean isWhole() {
        return !isBroken
                && at == listEnd
                && count == 0
                && frames == DigestLayout.frames(staging.view(), digest)
                && records == DigestLayout.records(staging.view(), digest)
                && next == base + end()
                && end() <= capacity - FrameLayout.BYTES - (digest - PrefixLayout.BYTES) - DigestLayout.BYTES
                && life == lastLife();
    }

    /// Goes before the first frame once more.
    public void rewind() {
        bytes = (byte[]) staging.bytes().heapBase().orElseThrow();
        at = PrefixLayout.BYTES;
        listEnd = (int) digest;
        isBroken = false;
        stamp = commit = header.firstStamp();
        object = 0;
        length = count = frames = records = 0;
        life = header.life();
        next = base + SegmentLayout.FRAMES;
    }

    private boolean broken() {
        isBroken = true;
        count = 0;
        return false;
    }

    private long difference() {
        return DigestBytes.unfolded(number());
    }

    private long number() {
        if (at < listEnd && bytes[at] >= 0) return bytes[at++]; // most often
        long value = 0;
        for (int shift = 0; at < listEnd && shift < Long.SIZE; shift += 7) {
            byte digit = bytes[at++];
            value |= (long) (digit & 0x7f) << shift;
            if (digit >= 0) return value;
        }
        broken();
        return 0;
    }
}
