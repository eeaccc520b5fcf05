package dev.firn.pmem;

/// Ranges of bytes that one thread has changed. Neighbours become one; when there are too many, all become one.
final class Ranges {
    /// Takes one range.
    interface Taker {
        void take(long from, long to);
    }

    private static final int MOST = 64;

    private final long[] from = new long[MOST];
    private final long[] to = new long[MOST];
    private int count;

    void add(long newFrom, long newTo) {
        int last = count - 1;
        if (last >= 0 && newFrom <= to[last] && newTo >= from[last]) {
            from[last] = Math.min(from[last], newFrom);
            to[last] = Math.max(to[last], newTo);
            return;
        }
        if (count == MOST) mergeAll();
        from[count] = newFrom;
        to[count] = newTo;
        count++;
    }

    /// Forgets each range before it is handed over: what fails is not tried again.
    void drainTo(Taker taker) {
        while (count > 0) {
            count--;
            taker.take(from[count], to[count]);
        }
    }

    private void mergeAll() {
        for (int i = 1; i < count; i++) {
            from[0] = Math.min(from[0], from[i]);
            to[0] = Math.max(to[0], to[i]);
        }
        count = 1;
    }
}
