package dev.firn.log;

import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.Region;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.UUID;
import java.util.zip.CRC32C;

/// Writes and reads the two superblock slots. What a slot holds is a closed set of answers; which slot counts is
/// decided in recovery.
public final class SuperblockSlots {
    private SuperblockSlots() {}

    /// What a slot holds.
    public sealed interface Slot {
        record Valid(Superblock superblock) implements Slot {}

        /// Ours, but of a format that this version does not read.
        record Newer(StoreFormat format) implements Slot {}

        /// Ours by its first word, but not as it was written.
        record Damaged(String why) implements Slot {}

        /// Something else.
        record Foreign(boolean allZero) implements Slot {}
    }

    /// Writes `superblock` to its slot and makes it durable: one drain.
    public static void write(Region region, Superblock superblock) {
        put(region, superblock);
        region.drain();
    }

    /// Writes the slot of `accepted` again as it is: the process that wrote it may have died before its drain. The
    /// caller drains, and only then touches the other slot, or a crash could tear both.
    public static void rewrite(Region region, Superblock accepted) {
        long at = SuperblockLayout.slot((int) (accepted.sequence() & 1));
        var bytes = MemorySegment.ofArray(new byte[SuperblockLayout.BYTES]);
        region.view().copyTo(at, bytes, 0, SuperblockLayout.BYTES);
        region.write(at, bytes, 0, SuperblockLayout.BYTES);
    }

    /// Writes `superblock` to its slot. The caller drains, before it puts another one.
    public static void put(Region region, Superblock superblock) {
        var bytes = MemorySegment.ofArray(new byte[SuperblockLayout.BYTES]);
        SuperblockLayout.putIdentity(
                bytes,
                superblock.store().getMostSignificantBits(),
                superblock.store().getLeastSignificantBits(),
                superblock.sequence(),
                superblock.life());
        SuperblockLayout.putGeometry(bytes, superblock.segmentBytes(), superblock.segmentCount());
        var checkpoint = superblock.checkpoint();
        SuperblockLayout.putFeatures(
                bytes, superblock.format().incompatible(), superblock.format().readOnlyCompatible());
        SuperblockLayout.putCheckpoint(bytes, checkpoint.address(), checkpoint.copy(), checkpoint.life());
        SuperblockLayout.putState(
                bytes,
                superblock.closed() ? SuperblockLayout.STATE_CLOSED : SuperblockLayout.STATE_OPEN,
                superblock.ends().size());
        for (int head = 0; head < superblock.ends().size(); head++) {
            var end = superblock.ends().get(head);
            SuperblockLayout.putEnd(bytes, head, end.segment(), end.offset());
        }
        SuperblockLayout.putCrc(bytes, crc(bytes, SuperblockLayout.FIRST_BYTES));
        SuperblockLayout.putCrcAll(bytes, crc(bytes, SuperblockLayout.crcAllOffset()));
        region.write(SuperblockLayout.slot((int) (superblock.sequence() & 1)), bytes, 0, SuperblockLayout.BYTES);
    }

    /// Leaves no superblock, whatever was there before. Durable on return.
    static void wipe(Region region) {
        var zeros = MemorySegment.ofArray(new byte[SuperblockLayout.BYTES]);
        for (int slot = 0; slot < SuperblockLayout.SLOTS; slot++) {
            region.write(SuperblockLayout.slot(slot), zeros, 0, SuperblockLayout.BYTES);
        }
        region.drain();
    }

    /// Reads slot `index` without trusting it.
    public static Slot read(Region region, int index) {
        long at = SuperblockLayout.slot(index);
        if (region.size() < at + SuperblockLayout.BYTES) return new Slot.Foreign(true);
        var view = region.view();
        if (!SuperblockLayout.hasMagic(view, at)) return new Slot.Foreign(isZero(view, at));
        var format = format(view, at);
        // Checked before the checksum: a larger major format may have other superblocks.
        if (format.major() > SuperblockLayout.MAJOR) return new Slot.Newer(format);
        boolean isOurs = format.major() == SuperblockLayout.MAJOR;
        if (isOurs && !format.isReadable() && firstCrcHolds(view, at)) return new Slot.Newer(format);
        if (!crcHolds(view, at)) return new Slot.Damaged("its checksum does not hold");
        if (!isOurs) return new Slot.Damaged("there is no format " + format.major());
        return valid(view, at);
    }

    private static StoreFormat format(View view, long at) {
        return new StoreFormat(
                SuperblockLayout.major(view, at),
                SuperblockLayout.minor(view, at),
                SuperblockLayout.incompatible(view, at),
                SuperblockLayout.readOnlyCompatible(view, at));
    }

    private static Slot valid(View view, long at) {
        var ends = new ArrayList<Superblock.End>();
        int heads = SuperblockLayout.headCount(view, at);
        if (heads > SuperblockLayout.MAX_HEADS) return new Slot.Damaged("it claims " + heads + " heads");
        for (int head = 0; head < heads; head++) {
            ends.add(
                    new Superblock.End(
                            SuperblockLayout.endSegment(view, at, head), SuperblockLayout.end(view, at, head)));
        }
        return new Slot.Valid(
                new Superblock(
                        new UUID(SuperblockLayout.storeIdHigh(view, at), SuperblockLayout.storeIdLow(view, at)),
                        SuperblockLayout.sequence(view, at),
                        SuperblockLayout.life(view, at),
                        SuperblockLayout.segmentBytes(view, at),
                        SuperblockLayout.segmentCount(view, at),
                        SuperblockLayout.state(view, at) == SuperblockLayout.STATE_CLOSED,
                        ends,
                        isFirst(view, at) ? Superblock.Checkpoint.NONE : checkpoint(view, at),
                        format(view, at)));
    }

    private static Superblock.Checkpoint checkpoint(View view, long at) {
        return new Superblock.Checkpoint(
                SuperblockLayout.checkpoint(view, at),
                SuperblockLayout.checkpointCopy(view, at),
                SuperblockLayout.checkpointLife(view, at));
    }

    /// Of format 1.0, which is shorter.
    private static boolean isFirst(View view, long at) {
        return SuperblockLayout.minor(view, at) == 0;
    }

    private static boolean crcHolds(View view, long at) {
        return firstCrcHolds(view, at) && crcOfAllHolds(view, at);
    }

    /// Of what every format has.
    private static boolean firstCrcHolds(View view, long at) {
        var copy = MemorySegment.ofArray(new byte[SuperblockLayout.FIRST_BYTES]);
        view.copyTo(at, copy, 0, SuperblockLayout.FIRST_BYTES);
        SuperblockLayout.putCrc(copy, 0);
        return crc(copy, SuperblockLayout.FIRST_BYTES) == SuperblockLayout.crc(view, at);
    }

    private static boolean crcOfAllHolds(View view, long at) {
        if (isFirst(view, at)) return true;
        int length = SuperblockLayout.crcAllOffset();
        var copy = MemorySegment.ofArray(new byte[length]);
        view.copyTo(at, copy, 0, length);
        return crc(copy, length) == SuperblockLayout.crcAll(view, at);
    }

    private static int crc(MemorySegment bytes, int length) {
        var crc = new CRC32C();
        crc.update((byte[]) bytes.heapBase().orElseThrow(), 0, length);
        return (int) crc.getValue();
    }

    private static boolean isZero(View view, long at) {
        for (int i = 0; i < SuperblockLayout.BYTES; i += Long.BYTES) {
            if (view.getLong(at + i) != 0) return false;
        }
        return true;
    }
}
