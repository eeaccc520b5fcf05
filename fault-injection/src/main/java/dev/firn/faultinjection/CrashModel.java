package dev.firn.faultinjection;

/// The models that come with this module. All assume that a drain keeps its promise, that bytes which were durable
/// stay, and (all but [#GARBAGE]) that an aligned 8-byte word is old or new, never a mixture.
public enum CrashModel implements PersistencyModel {
    /// Only what was drained: the simplest adversary.
    ///
    /// Assumes that nothing is ever evicted early. It is the only image that a crash of a process and of a machine
    /// with an idle cache would leave; no medium promises it.
    NONE_SURVIVE {
        @Override
        public void divide(Pending pending, Units units) {
            for (int store = 0; store < pending.count(); store++) units.lose(store);
        }
    },
    /// Everything: as after the end of a process whose machine lives on.
    ///
    /// Assumes that the caches outlive the process, as they do after `kill -9`.
    ALL_SURVIVE {
        @Override
        public void divide(Pending pending, Units units) {
            for (int store = 0; store < pending.count(); store++) units.keep(store);
        }

        @Override
        public boolean onlyGrows() {
            return false;
        }
    },
    /// Caches inside the persistence domain (eADR): some first part of all stores, in the order in which they were
    /// recorded.
    ///
    /// Assumes that stores reach the caches in program order (x86) and that bulk writes do, too: non-temporal stores
    /// are outside of it.
    PREFIX {
        @Override
        public void divide(Pending pending, Units units) {
            for (int store = 0; store < pending.count(); store++) units.cut(store, 0);
        }
    },
    /// x86 with cache-line write-back (ADR).
    ///
    /// Assumes: single stores to one line of 64 bytes reach the medium in the order in which they were made, so that
    /// a line is as it was at some moment; lines are independent of each other; the words of a bulk write may have
    /// gone past the cache (non-temporal, vector, backwards) and arrive each for itself. The number of images is the
    /// product of `n + 1` over lines of `n` pending single stores, and of the versions of each word in bulk.
    PX86 {
        @Override
        public void divide(Pending pending, Units units) {
            for (int store = 0; store < pending.count(); store++) {
                if (pending.isSingle(store)) units.cut(store, BY_LINE | pending.line(store));
                else units.cut(store, pending.word(store));
            }
        }
    },
    /// What the Java platform and the hardware below it leave to a program that knows what it does.
    ///
    /// Assumes: a publish (a release store), a flush and a drain are ordering actions of their thread; in a line of 64
    /// bytes with a publish among its pending stores, what the thread stored there before such an action arrives
    /// before what it stored from then on, the publish itself included. Between two such actions nothing is ordered:
    /// plain and bulk stores arrive each word for itself, even in one line, since compilers merge, drop and reorder
    /// them, copies run backwards and aarch64 keeps no order of plain stores. A bulk write tears at any word. The
    /// words of lines without a publish, and of lines in which several threads have stored, are independent.
    JAVA {
        @Override
        public void divide(Pending pending, Units units) {
            units.findOrderedLines();
            for (int store = 0; store < pending.count(); store++) {
                if (units.isInOrderedLine(store)) units.epochs(store, BY_LINE | pending.line(store));
                else units.cut(store, pending.word(store));
            }
        }
    },
    /// Every aligned 8-byte word for itself, any of its versions: what [dev.firn.pmem.Region] promises and no more.
    ///
    /// Assumes of a medium only that a word keeps its own order of versions. Every image of the models above is one
    /// of this, so code that passes it relies on nothing but drains.
    WORDS {
        @Override
        public void divide(Pending pending, Units units) {
            for (int store = 0; store < pending.count(); store++) units.cut(store, pending.word(store));
        }
    },
    /// [#WORDS], and a lost word may hold what was never stored there.
    ///
    /// Assumes not even that words are atomic: for media that damage what they were writing when the power went. The
    /// garbage is a fixed function of the word's place and its newest value. Only code whose every word is covered by
    /// a checksum can pass; not among the defaults.
    GARBAGE {
        @Override
        public void divide(Pending pending, Units units) {
            for (int store = 0; store < pending.count(); store++) units.cutOrGarbage(store, pending.word(store));
        }
    },
    /// A page cache over a disk.
    ///
    /// Assumes: sectors of 512 bytes, aligned, each as it was at some moment since it was last durable; sectors are
    /// independent; pages have no unity. After a failed sync what was pending counts as clean: no later sync writes it
    /// unless it is stored again, and it may or may not be on the disk.
    PAGECACHE {
        @Override
        public void divide(Pending pending, Units units) {
            for (int store = 0; store < pending.count(); store++) units.cut(store, pending.word(store) >>> SECTOR_SHIFT);
        }
    },
    /// A disk with a volatile write cache.
    ///
    /// Assumes: blocks of 4 KiB, aligned and atomic; a block is as it was after some call that stored to it since the
    /// last flush; blocks are independent. Weaker devices are [#PAGECACHE].
    BLOCK {
        @Override
        public void divide(Pending pending, Units units) {
            for (int store = 0; store < pending.count(); store++) {
                units.cutByEvent(store, pending.word(store) >>> BLOCK_SHIFT);
            }
        }
    };

    private static final int SECTOR_SHIFT = 6;
    private static final int BLOCK_SHIFT = 9;
    private static final long BY_LINE = 1L << 40;
}
