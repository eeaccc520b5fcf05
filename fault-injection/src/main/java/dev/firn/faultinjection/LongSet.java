package dev.firn.faultinjection;

/// Hashes seen before: open addressing, no boxes.
final class LongSet {
    private long[] slots = new long[1 << 10];
    private int size;

    /// Whether it was new.
    boolean add(long value) {
        if (2 * size >= slots.length) grow();
        int slot = slot(slots, value == 0 ? 1 : value);
        if (slots[slot] != 0) return false;
        slots[slot] = value == 0 ? 1 : value;
        size++;
        return true;
    }

    private void grow() {
        var longer = new long[2 * slots.length];
        for (long value : slots) if (value != 0) longer[slot(longer, value)] = value;
        slots = longer;
    }

    private static int slot(long[] slots, long value) {
        int slot = (int) (value * 0x9E3779B97F4A7C15L >>> 20) & slots.length - 1;
        while (slots[slot] != 0 && slots[slot] != value) slot = slot + 1 & slots.length - 1;
        return slot;
    }
}
