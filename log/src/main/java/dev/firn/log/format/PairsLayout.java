package dev.firn.log.format;

import static dev.firn.log.format.Fields.U16;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// The pairs of a run's block, by object: twice the distance from the object before, and 1 more for a change, in 7-bit
/// groups, low ones first; size and tier of the entry, 16 bits; and, where they are not zero, its address in units of 8
/// bytes, as many bytes as the block's `width` says. About 7 bytes a pair.
public final class PairsLayout {
    /// The longest pair: 3 bytes of distance, 2 of size and tier, 6 of an address.
    public static final int MAX_BYTES = 11;

    private static final int ADDRESS_BITS = 45;
    private static final long ADDRESS_MASK = (1L << ADDRESS_BITS) - 1;
    private static final int SIZE_MASK = 0xffff;
    private static final long CHANGE = 1L << 61;
    private static final int MORE = 0x80;

    private PairsLayout() {}

    /// Bytes that the address of `entry` needs.
    public static int width(long entry) {
        long units = entry & ADDRESS_MASK;
        return (Long.SIZE - Long.numberOfLeadingZeros(units) + 7) / 8;
    }

    /// The part of an entry that is stored: where, how long, which tier; not who is at work on it.
    public static long stored(long entry) {
        return entry & (ADDRESS_MASK | (long) SIZE_MASK << ADDRESS_BITS | CHANGE);
    }

    /// Puts a pair and returns where the next one goes.
    public static long put(MemorySegment target, long at, int distance, long entry, int width) {
        long next = at;
        int rest = distance << 1 | ((entry & CHANGE) == 0 ? 0 : 1);
        for (; rest >= MORE; rest >>>= 7) target.set(JAVA_BYTE, next++, (byte) (rest | MORE));
        target.set(JAVA_BYTE, next++, (byte) rest);
        int size = (int) (entry >>> ADDRESS_BITS) & SIZE_MASK;
        target.set(U16, next, (short) size);
        next += Short.BYTES;
        if (size == 0) return next;
        long units = entry & ADDRESS_MASK;
        for (int i = 0; i < width; i++) target.set(JAVA_BYTE, next++, (byte) (units >>> 8 * i));
        return next;
    }

    /// Where reading goes on; one for each block that is read.
    public static final class Reader {
        private final MemorySegment block;
        private final int width;
        private long at;
        private long object;
        private long entry;

        /// Before the first pair of a block whose first object, if it had one, would be `first`.
        public Reader(MemorySegment block, long first) {
            this.block = block;
            this.width = BlockLayout.width(block);
            this.at = BlockLayout.BYTES;
            this.object = first;
        }

        /// Goes to the next pair, of which there must be one.
        public void next() {
            int first = number();
            object += first >>> 1;
            int size = Short.toUnsignedInt(block.get(U16, at));
            at += Short.BYTES;
            entry = size == 0 ? 0 : address() | (long) size << ADDRESS_BITS | ((first & 1) == 0 ? 0 : CHANGE);
        }

        public long object() {
            return object;
        }

        public long entry() {
            return entry;
        }

        private int number() {
            int number = 0;
            for (int shift = 0; ; shift += 7) {
                byte group = block.get(JAVA_BYTE, at++);
                number |= (group & 0x7f) << shift;
                if (group >= 0) return number;
            }
        }

        private long address() {
            long units = 0;
            for (int i = 0; i < width; i++) units |= (block.get(JAVA_BYTE, at++) & 0xffL) << 8 * i;
            return units;
        }
    }
}
