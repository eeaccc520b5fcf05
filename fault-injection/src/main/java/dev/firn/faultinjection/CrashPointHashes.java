package dev.firn.faultinjection;

import java.util.HashMap;
import java.util.Map;

/// What the crash points of a recording can leave, as one number each: two points with equal numbers, of one recording
/// or of two, leave the same images under every model that keeps to what is said below.
public final class CrashPointHashes {
    private static final int SECTOR_SHIFT = 6;

    private CrashPointHashes() {}

    /// One number for each event, and one for the end.
    ///
    /// @param ordered whether the order of stores to different sectors counts, as it does for [CrashModel#PREFIX] and
    ///     [CrashModel#BLOCK]; all other built-in models look at no more than the order inside a sector of 512 bytes
    public static long[] of(Recording recording, boolean ordered) {
        return of(recording, ordered, false);
    }

    /// The same, where stores that leave their word as it is need not count, as under every built-in model that puts
    /// nothing into a lost word ([CrashModel#GARBAGE] does). Only where no order counts.
    public static long[] ofChanges(Recording recording) {
        return of(recording, false, true);
    }

    private static long[] of(Recording recording, boolean ordered, boolean changesOnly) {
        var medium = new Medium(recording.before(), recording.trace());
        long[] hashes = new long[recording.trace().size() + 1];
        do {
            hashes[medium.event()] = hash(medium, ordered, changesOnly);
        } while (medium.step());
        return hashes;
    }

    private static long hash(Medium medium, boolean ordered, boolean changesOnly) {
        var pending = medium.pending();
        long sum = medium.hash() ^ medium.durable().length * 0x9E3779B97F4A7C15L;
        int[] ranks = new int[ordered ? 0 : highestSector(pending) + 1];
        var epochs = new HashMap<Long, Integer>();
        var values = new HashMap<Integer, Long>();
        for (int store = 0; store < pending.count(); store++) {
            if (changesOnly && !changes(medium, store, values)) continue;
            int rank = ordered ? store : ranks[pending.word(store) >>> SECTOR_SHIFT]++;
            long place = 2L * pending.word(store) + 1 << 20 | rank;
            sum += mix(mix(place) ^ mix(pending.value(store) + 1) ^ mix(nature(pending, store, ordered, epochs)));
        }
        return sum;
    }

    /// @param values what pending stores have left in words so far
    private static boolean changes(Medium medium, int store, Map<Integer, Long> values) {
        int word = medium.pending().word(store);
        long value = medium.pending().value(store);
        Long before = values.put(word, value);
        return value != (before != null ? before : Words.get(medium.durable(), word));
    }

    /// What models ask of a store beside its place and value: how it was made and by whom, and whether an ordering
    /// action, or another call, came between it and the one before. The numbers of epochs and events themselves depend
    /// on what other threads did elsewhere.
    private static long nature(Pending pending, int store, boolean ordered, Map<Long, Integer> epochs) {
        long nature = 8L * pending.thread(store);
        if (pending.isSingle(store)) nature += 1;
        if (pending.isPublished(store)) nature += 2;
        long row = ordered ? pending.thread(store) : (long) pending.line(store) << 16 | pending.thread(store);
        Integer last = epochs.put(row, pending.epoch(store));
        if (last != null && last == pending.epoch(store)) nature += 4;
        boolean sameCall = ordered && store > 0 && pending.event(store) == pending.event(store - 1);
        return sameCall ? ~nature : nature;
    }

    private static int highestSector(Pending pending) {
        int highest = -1;
        for (int store = 0; store < pending.count(); store++) {
            highest = Math.max(highest, pending.word(store) >>> SECTOR_SHIFT);
        }
        return highest;
    }

    private static long mix(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
