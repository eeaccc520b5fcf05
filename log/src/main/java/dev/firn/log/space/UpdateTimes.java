package dev.firn.log.space;

import static java.nio.ByteOrder.nativeOrder;

import dev.firn.log.LogMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// When each object was last written, and when before that: 8 bytes an object, in slabs that appear when their first object is
/// written. Times are ticks of a [WriteClock].
///
/// Only the low 32 bits of a tick are kept. A time more than 2^31 ticks ago is brought up to 2^31 ticks ago by [#age] before
/// its number could mean a later time, so it stays "very long ago". Not safe for use by several threads.
public final class UpdateTimes {
    /// Nothing is known.
    public static final long UNKNOWN = Long.MIN_VALUE;

    /// No time is further back than this many ticks.
    public static final long HORIZON = 1L << 31;

    /// Within so many ticks every slot is looked at once.
    private static final long ROUND = HORIZON / 2;

    private static final long TICK_MASK = (1L << 32) - 1;
    private static final ValueLayout.OfLong SLOT = ValueLayout.JAVA_LONG.withOrder(nativeOrder());

    private final LogMemory memory;
    private final int slabShift;
    private MemorySegment[] slabs = new MemorySegment[0];
    private long agedAt;
    private long nextToAge;

    /// @param memory where slabs come from
    /// @param slabObjects objects a slab, a power of two
    public UpdateTimes(LogMemory memory, int slabObjects) {
        if (Integer.bitCount(slabObjects) != 1)
            throw new IllegalArgumentException("not a power of two: " + slabObjects);
        this.memory = memory;
        this.slabShift = Integer.numberOfTrailingZeros(slabObjects);
    }

    /// The tick of the object's last write, or [#UNKNOWN].
    public long last(long object, long now) {
        return tick(slot(object) >>> 32, now);
    }

    /// The tick of the write before the last, or [#UNKNOWN].
    public long penultimate(long object, long now) {
        return tick(slot(object) & TICK_MASK, now);
    }

    /// The object is written now; what was its last write becomes the one before.
    public void wrote(long object, long now) {
        set(object, slot(object) >>> 32, now);
    }

    /// The object is written now, and its write before is taken to be at the tick `penultimate`.
    public void wrote(long object, long penultimate, long now) {
        set(object, stored(Math.max(penultimate, now - HORIZON)), now);
    }

    /// Nothing was known; by other signs the write before the last was at the tick `penultimate`. The last stays unknown.
    public void guess(long object, long penultimate, long now) {
        slab(object).setAtIndex(SLOT, index(object), stored(Math.max(penultimate, now - HORIZON)));
    }

    /// The object is gone, and its id may mean another one.
    public void forget(long object) {
        if (slabOf(object) != null) slabOf(object).setAtIndex(SLOT, index(object), 0);
    }

    /// Keeps old times from being taken for new ones. To be called often: it does its share of a round, mostly nothing.
    public void age(long now) {
        long slots = (long) slabs.length << slabShift;
        long due = slots * (now - agedAt) / ROUND;
        if (due == 0) return;
        agedAt = now;
        for (long looked = Math.min(due + 1, slots); looked > 0; looked--) {
            if (nextToAge >= slots) nextToAge = 0;
            ageOne(nextToAge++, now);
        }
    }

    /// Bytes of memory the times take.
    public long bytes() {
        return Arrays.stream(slabs).filter(slab -> slab != null).mapToLong(MemorySegment::byteSize).sum();
    }

    private void ageOne(long object, long now) {
        long slot = slot(object);
        if (slot == 0) return;
        slab(object).setAtIndex(SLOT, index(object), aged(slot >>> 32, now) << 32 | aged(slot & TICK_MASK, now));
    }

    private static long aged(long stored, long now) {
        return stored == 0 || tick(stored, now) >= now - HORIZON ? stored : stored(now - HORIZON);
    }

    private void set(long object, long storedPenultimate, long now) {
        slab(object).setAtIndex(SLOT, index(object), stored(now) << 32 | storedPenultimate);
    }

    /// The youngest time not after `now` that has these low bits.
    private static long tick(long stored, long now) {
        return stored == 0 ? UNKNOWN : now - (now - stored & TICK_MASK);
    }

    /// 0 says "unknown", so the one tick in 2^32 that would be stored as 0 is stored as the one before.
    private static long stored(long tick) {
        return (tick & TICK_MASK) == 0 ? TICK_MASK : tick & TICK_MASK;
    }

    private long slot(long object) {
        var slab = slabOf(object);
        return slab == null ? 0 : slab.getAtIndex(SLOT, index(object));
    }

    private long index(long object) {
        return object & (1L << slabShift) - 1;
    }

    private MemorySegment slabOf(long object) {
        long slab = object >>> slabShift;
        return slab < slabs.length ? slabs[(int) slab] : null;
    }

    private MemorySegment slab(long object) {
        int slab = Math.toIntExact(object >>> slabShift);
        if (slab >= slabs.length) slabs = Arrays.copyOf(slabs, Math.max(slab + 1, slabs.length * 2));
        if (slabs[slab] == null) slabs[slab] = memory.words(1L << slabShift);
        return slabs[slab];
    }
}
