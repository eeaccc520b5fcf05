package dev.firn.faultinjection.allocator;

import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A small allocator of persistent memory: clumps with a size and a state, and up to three pointers that change
/// together with the state. Recovery walks all clumps and finishes or undoes what was under way. Not for use by several
/// threads.
///
/// Two mistakes can be left in it, which an allocator of this design once had.
final class Clumps {
    /// A mistake.
    enum Mistake {
        /// Recovery does not look at active clumps, whose list may hold what a free that never came was to do.
        FORGETS_LISTS_OF_ACTIVE,
        /// Giving back what was only reserved leaves its list behind.
        KEEPS_LISTS_OF_RESERVED
    }

    /// States, in the low bits of the size's word.
    enum State {
        FREE,
        RESERVED,
        ACTIVATING,
        ACTIVE,
        FREEING
    }

    /// A word for the user, who keeps a pointer there.
    static final long ROOT = 64;

    private static final long FIRST = 128;
    private static final int HEAD = 64;
    private static final int UNIT = 64;
    private static final long STATE_BITS = UNIT - 1;
    private static final int PAIRS = 3;

    private final Region region;
    private final Set<Mistake> mistakes;

    private Clumps(Region region, Set<Mistake> mistakes) {
        this.region = region;
        this.mistakes = mistakes;
    }

    /// Makes an empty pool in a blank region: one free clump.
    static void format(Region region) {
        var pool = new Clumps(region, EnumSet.noneOf(Mistake.class));
        pool.persist(FIRST, region.size() - FIRST & ~STATE_BITS);
    }

    /// Opens a pool, whatever a crash has left of it.
    static Clumps open(Region region, Set<Mistake> mistakes) {
        var pool = new Clumps(region, mistakes);
        for (long clump = FIRST; clump < pool.end(); clump += pool.size(clump)) pool.recover(clump);
        return pool;
    }

    private void recover(long clump) {
        switch (state(clump)) {
            case FREE -> {}
            case RESERVED -> {
                if (!mistakes.contains(Mistake.KEEPS_LISTS_OF_RESERVED)) clear(clump);
                become(clump, State.FREE);
            }
            case ACTIVATING -> finish(clump, State.ACTIVE);
            case ACTIVE -> {
                if (!mistakes.contains(Mistake.FORGETS_LISTS_OF_ACTIVE)) clear(clump);
            }
            case FREEING -> finish(clump, State.FREE);
        }
    }

    /// Reserves `bytes` bytes; after a crash they are free again. Their content is whatever was there.
    long reserve(int bytes) {
        long wanted = HEAD + (bytes + STATE_BITS & ~STATE_BITS);
        for (long clump = FIRST; clump < end(); clump += size(clump)) {
            if (state(clump) != State.FREE || size(clump) < wanted) continue;
            long rest = size(clump) - wanted;
            if (rest > 0) {
                persist(clump + wanted, rest);
                clear(clump + wanted);
            }
            clear(clump);
            persist(clump, wanted | State.RESERVED.ordinal());
            return clump;
        }
        throw new IllegalStateException("the pool is full");
    }

    /// Where the content of a clump begins.
    static long content(long clump) {
        return clump + HEAD;
    }

    /// When `clump` becomes active, or is freed, the word at `target` becomes `value`.
    void on(long clump, long target, long value) {
        int pair = 0;
        while (word(target(clump, pair)) != 0) pair++;
        if (pair == PAIRS) throw new IllegalStateException("three pointers at most");
        persist(target(clump, pair) + Long.BYTES, value);
        persist(target(clump, pair), target);
    }

    /// From here on the reserved clump stays, and its pointers are set.
    void activate(long clump) {
        require(clump, State.RESERVED);
        become(clump, State.ACTIVATING);
        finish(clump, State.ACTIVE);
    }

    /// Gives it back, active or only reserved.
    void free(long clump) {
        if (state(clump) == State.RESERVED) {
            if (!mistakes.contains(Mistake.KEEPS_LISTS_OF_RESERVED)) clear(clump);
            become(clump, State.FREE);
            return;
        }
        require(clump, State.ACTIVE);
        become(clump, State.FREEING);
        finish(clump, State.FREE);
    }

    private void finish(long clump, State then) {
        for (int pair = 0; pair < PAIRS; pair++) {
            long target = word(target(clump, pair));
            if (target != 0) persist(target, word(target(clump, pair) + Long.BYTES));
        }
        clear(clump);
        become(clump, then);
    }

    /// From the last pair to the first, so that what is left is always a beginning.
    private void clear(long clump) {
        for (int pair = PAIRS - 1; pair >= 0; pair--) {
            if (word(target(clump, pair)) != 0) persist(target(clump, pair), 0);
        }
    }

    /// Active clumps. Throws when the pool is not as it has to be between operations.
    List<Long> check() {
        var active = new ArrayList<Long>();
        for (long clump = FIRST; clump < end(); clump += size(clump)) {
            boolean isAtRest = state(clump) == State.FREE || state(clump) == State.ACTIVE;
            if (!isAtRest || size(clump) <= 0)
                throw new AssertionError("clump 0x%x is %s".formatted(clump, state(clump)));
            for (int pair = 0; pair < PAIRS; pair++) {
                if (word(target(clump, pair)) != 0) {
                    throw new AssertionError("clump 0x%x is %s and has a list".formatted(clump, state(clump)));
                }
            }
            if (state(clump) == State.ACTIVE) active.add(clump);
        }
        return active;
    }

    long word(long at) {
        return region.view().getLong(at);
    }

    /// Durable on return.
    void persist(long at, long word) {
        region.publish(at, word);
        region.flush(at, Long.BYTES);
        region.drain();
    }

    private void become(long clump, State state) {
        persist(clump, size(clump) | state.ordinal());
    }

    private void require(long clump, State state) {
        if (state(clump) != state) throw new IllegalStateException("clump 0x%x is %s".formatted(clump, state(clump)));
    }

    private State state(long clump) {
        return State.values()[(int) (word(clump) & STATE_BITS)];
    }

    private long size(long clump) {
        return word(clump) & ~STATE_BITS;
    }

    private long end() {
        return FIRST + (region.size() - FIRST & ~STATE_BITS);
    }

    private static long target(long clump, int pair) {
        return clump + Long.BYTES + (long) pair * 2 * Long.BYTES;
    }
}
