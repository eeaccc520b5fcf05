package dev.firn.recovery;

import dev.firn.log.Batch;
import dev.firn.log.Cleaner;
import dev.firn.log.Log;
import dev.firn.log.format.RecordKind;
import dev.firn.pmem.BadRange;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// Objects that are text, and whose changes add to it; everything is installed at once and nobody reads beside it.
final class PlainOwner implements Cleaner.Owner {
    private final Log log;
    private final long oldest;
    private long epoch;

    PlainOwner(Log log) {
        this(log, Long.MAX_VALUE);
    }

    /// @param oldest the number of a reader who does not end
    PlainOwner(Log log, long oldest) {
        this.log = log;
        this.oldest = oldest;
    }

    @Override
    public long visible() {
        return log.nextStamp() - 1;
    }

    @Override
    public boolean isPending(long object) {
        return false;
    }

    @Override
    public int wholeBytes(long entry) {
        return Contents.of(log, entry).getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public void moveWhole(Batch batch, long object, long entry, long stamp) {
        byte[] whole = Contents.of(log, entry).getBytes(StandardCharsets.UTF_8);
        int content = batch.beginMove(RecordKind.DELTA, object, stamp, whole.length);
        MemorySegment.copy(MemorySegment.ofArray(whole), 0, batch.bytes(), content, whole.length);
        batch.end(whole.length);
    }

    @Override
    public boolean condemn(BadRange range) {
        log.condemn(range);
        return false;
    }

    @Override
    public long nextEpoch() {
        return ++epoch;
    }

    @Override
    public long oldestEpoch() {
        return Math.min(epoch, oldest);
    }
}
