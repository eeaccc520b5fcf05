package dev.firn.faultinjection;

import java.util.Arrays;

/// Numbers threads from 0 in the order in which they appear. Not safe for use by several threads: the region that asks
/// guards it.
final class ThreadNumbers {
    private long[] ids = new long[2];
    private int count;
    private long lastId = -1;
    private int last;

    int of(Thread thread) {
        long id = thread.threadId();
        if (id == lastId) return last;
        lastId = id;
        last = find(id);
        return last;
    }

    private int find(long id) {
        for (int known = 0; known < count; known++) if (ids[known] == id) return known;
        if (count == ids.length) ids = Arrays.copyOf(ids, 2 * count);
        ids[count] = id;
        return count++;
    }
}
