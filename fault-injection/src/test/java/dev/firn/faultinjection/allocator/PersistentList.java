package dev.firn.faultinjection.allocator;

import java.util.ArrayList;
import java.util.List;

/// A linked list of numbers in a pool of [Clumps], whose root is its first node.
final class PersistentList {
    private static final int NODE_BYTES = 16;

    private final Clumps pool;

    PersistentList(Clumps pool) {
        this.pool = pool;
    }

    /// In front of all others.
    void push(long number) {
        pool.activate(prepare(number));
    }

    /// Begins a push and thinks better of it.
    void pushAndCancel(long number) {
        pool.free(prepare(number));
    }

    private long prepare(long number) {
        long clump = pool.reserve(NODE_BYTES);
        pool.persist(Clumps.content(clump), number);
        pool.persist(Clumps.content(clump) + Long.BYTES, pool.word(Clumps.ROOT));
        pool.on(clump, Clumps.ROOT, clump);
        return clump;
    }

    /// Removes the number at `index`, if there is one.
    void remove(int index) {
        long link = Clumps.ROOT;
        for (int skipped = 0; skipped < index && pool.word(link) != 0; skipped++) link = nextOf(pool.word(link));
        long node = pool.word(link);
        if (node == 0) return;
        pool.on(node, link, pool.word(nextOf(node)));
        pool.free(node);
    }

    List<Long> numbers() {
        var numbers = new ArrayList<Long>();
        for (long node = pool.word(Clumps.ROOT); node != 0; node = pool.word(nextOf(node))) {
            numbers.add(pool.word(Clumps.content(node)));
        }
        return numbers;
    }

    private static long nextOf(long node) {
        return Clumps.content(node) + Long.BYTES;
    }
}
