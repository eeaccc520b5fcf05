package dev.firn.log;

import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.LifeLayout;
import dev.firn.log.format.PrefixLayout;
import dev.firn.pmem.Region;
import java.util.UUID;

/// Frames without records, which the log writes for itself.
public final class ControlFrames {
    private ControlFrames() {}

    /// The place a frame is sealed for.
    ///
    /// @param offset bytes from the start of the segment
    public record Place(UUID store, long life, int segment, int generation, long base, long offset) {}

    /// Says that the rest of a segment of `capacity` bytes is unused. Nothing where not even a frame's head fits. The
    /// caller drains when this returns true: something was written.
    static boolean pad(Region region, Place place, int capacity, long stamp, long stable) {
        int rest = (int) (capacity - place.offset());
        if (rest < FrameLayout.BYTES) return false;
        write(region, place, FrameLayout.BYTES, rest, FrameKind.PAD, stamp, stable);
        return true;
    }

    /// Says that a new life begins: `place.life()` is its number, `stable` what was known durable before. The caller
    /// drains when this returns true. Where it does not fit the rest is padded, still in `before`, the life that ends.
    public static boolean life(Region region, Place place, long before, int capacity, long stamp, long stable) {
        if (capacity - place.offset() >= LifeLayout.BYTES) {
            write(region, place, LifeLayout.BYTES, LifeLayout.BYTES, FrameKind.LIFE, stamp, stable);
            return true;
        }
        var old = new Place(place.store(), before, place.segment(), place.generation(), place.base(), place.offset());
        return pad(region, old, capacity, stamp, stable);
    }

    /// Where appends go on behind a life frame at `offset`.
    public static long afterLife(long offset, int capacity) {
        return Math.min(offset + LifeLayout.BYTES, capacity);
    }

    private static void write(
            Region region, Place place, int bytes, int length, FrameKind kind, long stamp, long stable) {
        var staging = new Staging(LogMemory.onHeap(), Batch.FRAME + bytes);
        if (kind == FrameKind.LIFE) LifeLayout.putLife(staging.bytes(), Batch.FRAME, place.life());
        FrameLayout.put(staging.bytes(), Batch.FRAME, length, stamp, kind, true, place.life(), stable, 0, 0);
        seal(staging, bytes, place.store(), place.life(), place.segment(), place.generation(), place.offset());
        region.write(place.base() + place.offset(), staging.bytes(), Batch.FRAME, bytes);
    }

    /// Puts the checksum over the prefix and `bytes` bytes of the frame into it.
    static void seal(Staging staging, int bytes, UUID store, long life, int segment, int generation, long offset) {
        PrefixLayout.put(staging.bytes(), store, life, segment, generation, offset, 0);
        FrameLayout.putCrc(staging.bytes(), Batch.FRAME, 0);
        FrameLayout.putCrc(staging.bytes(), Batch.FRAME, staging.checksum(Batch.FRAME + bytes));
    }
}
