package dev.firn.faultinjection.rules;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.pmem.Region;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/// Counts the calls of a region, the bytes it stores and the cache lines they touch. Safe for use by several threads;
/// calls that fail count too.
public final class CountingRegion extends DelegatingRegion {
    private final AtomicLongArray calls = new AtomicLongArray(Verb.values().length);
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong lines = new AtomicLong();

    public CountingRegion(Region region) {
        super(region);
    }

    public long count(Verb verb) {
        return calls.get(verb.ordinal());
    }

    /// Bytes written and published.
    public long bytes() {
        return bytes.get();
    }

    /// 64-byte lines that the stores touched, those of each call counted anew.
    public long lines() {
        return lines.get();
    }

    /// Begins again at zero.
    public void reset() {
        for (int verb = 0; verb < calls.length(); verb++) calls.set(verb, 0);
        bytes.set(0);
        lines.set(0);
    }

    @Override
    public void write(long at, MemorySegment source, long from, long length) {
        stored(Verb.WRITE, at, length);
        super.write(at, source, from, length);
    }

    @Override
    public void publish(long at, long word) {
        stored(Verb.PUBLISH, at, Long.BYTES);
        super.publish(at, word);
    }

    @Override
    public void flush(long at, long length) {
        calls.incrementAndGet(Verb.FLUSH.ordinal());
        super.flush(at, length);
    }

    @Override
    public void drain() {
        calls.incrementAndGet(Verb.DRAIN.ordinal());
        super.drain();
    }

    @Override
    public void grow(long newSize) {
        calls.incrementAndGet(Verb.GROW.ordinal());
        super.grow(newSize);
    }

    @Override
    public void shrink(long newSize) {
        calls.incrementAndGet(Verb.SHRINK.ordinal());
        super.shrink(newSize);
    }

    @Override
    public boolean release(long at, long length) {
        calls.incrementAndGet(Verb.RELEASE.ordinal());
        return super.release(at, length);
    }

    @Override
    public void reclaim(long at, long length) {
        calls.incrementAndGet(Verb.RECLAIM.ordinal());
        super.reclaim(at, length);
    }

    private void stored(Verb verb, long at, long length) {
        calls.incrementAndGet(verb.ordinal());
        bytes.addAndGet(length);
        if (length > 0) lines.addAndGet((at + length - 1) / 64 - at / 64 + 1);
    }
}
