package dev.firn.faultinjection;

/// What the crash points of a recording can leave, as one number each: two points with equal numbers, of one recording
/// or of two, leave the same images under every model that keeps to what is said below.
public final class CrashPointHashes {
    private static final int SECTOR_SHIFT = 6;

    private CrashPointHashes() {}

    /// One number for each event, and one for the end.
    ///
    /// @param ordered whether the order of stores to different sectors counts, as it does for
    ///     [CrashModel#PREFIX]; all other built-in models look at no more than the order inside a sector of 512 bytes
    public static long[] of(Recording recording, boolean ordered) {
        var medium = new Medium(recording.before(), recording.trace());
        long[] hashes = new long[recording.trace().size() + 1];
        do {
            hashes[medium.event()] = hash(medium, ordered);
        } while (medium.step());
        return hashes;
    }

    private static long hash(Medium medium, boolean ordered) {
        var pending = medium.pending();
        long sum = medium.hash() ^ medium.durable().length * 0x9E3779B97F4A7C15L;
        int[] ranks = new int[ordered ? 0 : highestSector(pending) + 1];
        for (int store = 0; store < pending.count(); store++) {
            int rank = ordered ? store : ranks[pending.word(store) >>> SECTOR_SHIFT]++;
            long single = pending.isPublished(store) ? 0x94D049BB133111EBL : 0;
            long place = 2L * pending.word(store) + 1 << 20 | rank;
            sum += mix(mix(place) ^ mix(pending.value(store) + 1) ^ single);
        }
        return sum;
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
