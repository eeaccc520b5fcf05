package dev.firn.log;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.PrefixLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Records on their way into the log, built in place as the frame that will be written.
///
/// Reusable ([#clear]), not safe for use by several threads. At most one record an object. After [Log#append] each
/// record has its mapping entry ([#entry]).
public final class Batch {
    /// Where the frame begins in the staging buffer: behind the checksum's prefix.
    static final int FRAME = PrefixLayout.BYTES;

    private static final int INITIAL_BYTES = 4096;

    private final Log log;
    private final Reservation range = new Reservation();
    private Head head;
    private Staging staging;
    private int end;
    private int records;
    private int[] starts = new int[16];
    private long[] addresses = new long[16];

    Batch(Log log) {
        this.log = log;
        this.staging = new Staging(log.options().memory(), INITIAL_BYTES);
        clear();
    }

    /// Forgets all records.
    public void clear() {
        end = FRAME + FrameLayout.BYTES;
        records = 0;
    }

    /// How many records it holds.
    public int records() {
        return records;
    }

    /// Bytes of the frame so far, its head included.
    public int frameBytes() {
        return end - FRAME;
    }

    /// Begins a `PUT`: a whole new version of `object`. The content goes to [#bytes] at the returned position; at most
    /// `maxLength` bytes of it, at most [Log#maxContentBytes]. Then [#end].
    public int beginPut(long object, int maxLength) {
        return begin(RecordKind.PUT, object, maxLength);
    }

    /// Begins a `DELTA`: a change to the version whose mapping entry is `previous`.
    public int beginDelta(long object, long previous, int maxLength) {
        int content = begin(RecordKind.DELTA, object, maxLength);
        RecordLayout.putPrevious(staging.bytes(), content - RecordLayout.DELTA_BYTES, previous);
        return content;
    }

    /// Begins a `CHECKPOINT`: a block of a checkpoint, of no object.
    public int beginCheckpoint(int maxLength) {
        return begin(RecordKind.CHECKPOINT, 0, maxLength);
    }

    /// Begins what the cleaner moves: a version, or a tombstone, of `object` with the commit stamp that it has. `kind`
    /// is that of the record it was; a `DELTA` becomes the whole that its chain makes.
    public int beginMove(RecordKind kind, long object, long stamp, int maxLength) {
        int content = begin(kind.moved(), object, maxLength);
        RecordLayout.putStamp(staging.bytes(), content - RecordLayout.MOVED_BYTES, stamp);
        return content;
    }

    /// Such a record with the content of that at `record`.
    void move(View view, long record, long stamp) {
        var kind = Records.kind(view, record);
        int length = Records.length(view, record);
        int content = beginMove(kind, Records.object(view, record), stamp, length);
        view.copyTo(Records.content(view, record), staging.bytes(), content, length);
        end(length);
    }

    /// The buffer that contents are built in. Another one after each `begin...`.
    public MemorySegment bytes() {
        return staging.bytes();
    }

    /// Ends the record begun last: its content is `length` bytes long.
    public void end(int length) {
        int start = starts[records] + FRAME;
        var kind = RecordKind.of(RecordLayout.kindCode(staging.view(), start)).orElseThrow();
        int content = start + RecordLayout.headBytes(kind);
        RecordLayout.put(staging.bytes(), start, kind, RecordLayout.object(staging.view(), start), length);
        int padded = content + FrameLayout.align(length);
        for (int at = content + length; at < padded; at++) staging.bytes().set(JAVA_BYTE, at, (byte) 0);
        end = padded;
        records++;
    }

    /// A whole new version of `object`, of any length up to [Log#maxRecordBytes]: one that does not fit in a frame
    /// becomes a list of chunk objects.
    public Batch put(long object, MemorySegment source, long from, long length) {
        if (length > log.maxContentBytes()) return LargeRecords.put(log, this, object, source, from, length);
        LargeRecords.tombstoneChunks(log, this, object);
        return add(RecordKind.PUT, object, source, from, (int) length);
    }

    /// `object` is gone.
    public Batch tombstone(long object) {
        LargeRecords.tombstoneChunks(log, this, object);
        begin(RecordKind.TOMBSTONE, object, 0);
        end(0);
        return this;
    }

    Batch add(RecordKind kind, long object, MemorySegment source, long from, int length) {
        int content = begin(kind, object, length);
        MemorySegment.copy(source, from, staging.bytes(), content, length);
        end(length);
        return this;
    }

    /// The object of record `index`.
    public long object(int index) {
        return RecordLayout.object(staging.view(), FRAME + starts[index]);
    }

    public RecordKind kind(int index) {
        return RecordKind.of(RecordLayout.kindCode(staging.view(), FRAME + starts[index])).orElseThrow();
    }

    /// The mapping entry of record `index` after the append, [Entry#NONE] for a record that is of no object.
    public long entry(int index) {
        var kind = kind(index);
        return Records.entry(kind, addresses[index], footprint(index));
    }

    /// Where its frame begins after the append, of several the first.
    public long frame() {
        return addresses[0] - FrameLayout.BYTES;
    }

    /// Where record `index` lies after the append.
    public long address(int index) {
        return addresses[index];
    }

    /// Bytes that record `index` takes in its frame.
    public int footprint(int index) {
        int next = index + 1 < records ? starts[index + 1] : end - FRAME;
        return next - starts[index];
    }

    /// Relative to the frame.
    int start(int index) {
        return starts[index];
    }

    void place(int index, long address) {
        addresses[index] = address;
    }

    /// Opens no segment unless more than so many are free: the rest is for others, who make room.
    public void leave(int segments) {
        range.leave = segments;
    }

    Reservation range() {
        return range;
    }

    /// The head it was written to, or null when it owes nothing.
    Head head() {
        return head;
    }

    void writtenTo(Head to) {
        head = to;
    }

    Staging staging() {
        return staging;
    }

    int begin(RecordKind kind, long object, int maxLength) {
        if (maxLength > log.maxContentBytes()) throw new RecordTooLargeException(maxLength, log.maxContentBytes());
        if (records == starts.length) {
            starts = Arrays.copyOf(starts, records * 2);
            addresses = Arrays.copyOf(addresses, records * 2);
        }
        staging = staging.atLeast(end + RecordLayout.DELTA_BYTES + FrameLayout.align(maxLength), end);
        starts[records] = end - FRAME;
        RecordLayout.put(staging.bytes(), end, kind, object, 0);
        return end + RecordLayout.headBytes(kind);
    }
}
