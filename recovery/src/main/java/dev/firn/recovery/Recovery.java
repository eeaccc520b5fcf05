package dev.firn.recovery;

import dev.firn.log.ControlFrames;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.log.LogState;
import dev.firn.log.LogState.HeadState;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentTable;
import dev.firn.log.SegmentTable.Use;
import dev.firn.log.Superblock;
import dev.firn.log.SuperblockSlots;
import dev.firn.log.format.FrameLayout;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Opens a log from whatever a crash has left.
public final class Recovery {
    private static final int READ_ONLY_TRIES = 4;

    private final Region region;
    private final LogOptions options;
    private final boolean readOnly;
    private final long started = System.nanoTime();

    private Recovery(Region region, LogOptions options, boolean readOnly) {
        this.region = region;
        this.options = options;
        this.readOnly = readOnly;
    }

    /// Recovers the log in `region`, makes what it accepts durable, and begins a new life. Two drains, or one where
    /// nothing was appended before; nothing is written when it throws.
    ///
    /// @throws NotAStoreException when there is no store in the region
    /// @throws NewerFormatException when a newer version wrote it
    /// @throws TruncatedStoreException when the region is shorter than the store
    /// @throws CorruptStoreException when acknowledged commits are damaged
    public static Recovered open(Region region, LogOptions options) {
        return new Recovery(region, options, false).typed();
    }

    /// The same for reading only: nothing is written, and the log takes no appends.
    public static Recovered openReadOnly(Region region, LogOptions options) {
        return new Recovery(region, options, true).typed();
    }

    /// Whether `region` has never held a store: it is all zero, or holds nothing but what a crash has left of the very
    /// first superblock of a store whose creation never returned. Damage is never taken for that: zeros in place of the
    /// superblocks with anything behind them are not blank. Reads the whole region when it is.
    public static boolean isBlank(Region region) {
        try {
            return Blank.is(region);
        } catch (InternalError fault) {
            throw MediumFaultException.late(fault);
        }
    }

    /// A fault of the medium may come late, behind the access that knows its type.
    private Recovered typed() {
        try {
            return readOnly ? runBesideAWriter() : run();
        } catch (InternalError fault) {
            throw MediumFaultException.late(fault);
        }
    }

    /// Segments that are read at different moments need not fit together while somebody writes: then it is tried again.
    private Recovered runBesideAWriter() {
        for (int tries = 1; ; tries++) {
            try {
                return run();
            } catch (CorruptStoreException perhaps) {
                if (tries == READ_ONLY_TRIES) throw perhaps;
            }
        }
    }

    private Recovered run() {
        var superblock = whole(SuperblockChoice.read(region));
        var headers = Scan.headers(region, superblock);
        var dropped = new HashSet<Integer>();
        var scan = Scan.run(region, superblock, options, headers, dropped);
        var chains = chains(scan, superblock);
        while (dropped.addAll(droppedBy(chains))) {
            scan = Scan.run(region, superblock, options, headers, dropped);
            chains = chains(scan, superblock);
        }
        var tally = scan.scans().stream().map(SegmentScan::tally).reduce(Tally.NONE, Tally::plus);
        var opened = superblock.opened(lastLife(superblock, headers, scan) + 1);
        long stamp = nextStamp(tally, superblock, chains.size());
        long rewritten = readOnly ? 0 : secureAccepted(superblock, chains);
        if (!readOnly) beginLife(superblock, opened, chains, stamp);
        var state =
                new LogState(
                        opened,
                        scan.mapping(),
                        segments(superblock, headers, chains),
                        heads(opened, chains),
                        stamp + 1,
                        tally.lastObject() + 1,
                        tally.trimmed(),
                        readOnly);
        var report = report(opened, superblock, scan, chains, tally, rewritten);
        var log = new Log(region, options, state);
        log.countLive();
        return new Recovered(log, report);
    }

    /// All segments that the region has room for: a crash while it grew leaves more than the superblock says, all zero.
    private Superblock whole(Superblock superblock) {
        if (region.size() < superblock.regionBytes()) {
            throw new TruncatedStoreException(
                    "the store needs %d bytes (%d segments of %d), the file has %d; restore it from a copy"
                            .formatted(
                                    superblock.regionBytes(),
                                    superblock.segmentCount(),
                                    superblock.segmentBytes(),
                                    region.size()));
        }
        return superblock.withSegments((int) ((region.size() - superblock.base(0)) / superblock.segmentBytes()));
    }

    private static List<HeadChain> chains(Scan scan, Superblock superblock) {
        long trimmed = scan.scans().stream().mapToLong(s -> s.tally().trimmed()).max().orElse(0);
        var byHead = new TreeMap<Integer, List<SegmentScan>>();
        for (var found : scan.scans()) {
            byHead.computeIfAbsent(found.header().head(), head -> new ArrayList<>()).add(found);
        }
        boolean gaps = scan.scans().stream().anyMatch(s -> s.header().head() >= Log.FIRST_CLASS_HEAD);
        requireClosedEnds(scan, superblock);
        var chains = new ArrayList<HeadChain>();
        byHead.forEach((head, found) -> chains.add(HeadChain.of(head, found, superblock, trimmed, gaps)));
        return chains;
    }

    /// A segment that a closed store ended in must be there.
    private static void requireClosedEnds(Scan scan, Superblock superblock) {
        for (var end : superblock.ends()) {
            boolean found = scan.scans().stream().anyMatch(s -> s.header().segment() == end.segment());
            if (!found) {
                throw new CorruptStoreException(
                        "the head of segment %d is damaged, where the store ended when it was closed; restore the file from a copy"
                                .formatted(end.segment()));
            }
        }
    }

    private static Set<Integer> droppedBy(List<HeadChain> chains) {
        var segments = new HashSet<Integer>();
        for (var chain : chains) {
            for (var scan : chain.dropped()) segments.add(scan.header().segment());
        }
        return segments;
    }

    private static long lastLife(Superblock superblock, List<Header> headers, Scan scan) {
        long life = superblock.life();
        for (var header : headers) life = Math.max(life, header.life());
        for (var found : scan.scans()) life = Math.max(life, found.life());
        return life;
    }

    /// Above every stamp that was seen, and above every stamp that torn frames can have had.
    private static long nextStamp(Tally tally, Superblock superblock, int heads) {
        return tally.lastStamp() + 1 + (long) heads * superblock.segmentBytes() / FrameLayout.BYTES;
    }

    /// Makes durable what this opening builds on: after a kill it may live in caches only. The superblock comes with
    /// it, since the other slot, which may be the only durable one, is overwritten next.
    private long secureAccepted(Superblock superblock, List<HeadChain> chains) {
        SuperblockSlots.rewrite(region, superblock);
        long rewritten = 0;
        for (var chain : chains) rewritten += Durable.rewrite(region, superblock, chain);
        region.drain();
        return rewritten;
    }

    /// The superblock of the new life, and the life's frames, in any order: whoever finds one of them never uses the
    /// life's number again, and who finds none has nothing of that life before him.
    private void beginLife(Superblock superblock, Superblock opened, List<HeadChain> chains, long stamp) {
        SuperblockSlots.put(region, opened);
        for (var chain : chains) {
            if (!chain.torn()) continue;
            ControlFrames.life(
                    region,
                    place(opened, chain),
                    chain.last().life(),
                    opened.segmentBytes(),
                    stamp,
                    HeadChain.knownDurable(superblock, chain.last()));
        }
        region.drain();
    }

    private static ControlFrames.Place place(Superblock opened, HeadChain chain) {
        var header = chain.last().header();
        return new ControlFrames.Place(
                opened.store(),
                opened.life(),
                header.segment(),
                header.generation(),
                opened.base(header.segment()),
                chain.last().end());
    }

    private static SegmentTable segments(Superblock superblock, List<Header> headers, List<HeadChain> chains) {
        var table = new SegmentTable(superblock.segmentCount());
        for (var header : headers) table.found(header);
        for (var chain : chains) {
            for (var scan : chain.kept()) {
                table.set(scan.header().segment(), use(chain, scan));
                if (scan.tally().parts() > 0) table.holdsPart(scan.header().segment());
            }
        }
        return table;
    }

    private static Use use(HeadChain chain, SegmentScan scan) {
        return scan == chain.last() && chain.torn() ? Use.OPEN : Use.SEALED;
    }

    private static List<HeadState> heads(Superblock opened, List<HeadChain> chains) {
        var heads = new ArrayList<HeadState>();
        for (var chain : chains) {
            while (heads.size() < chain.head()) heads.add(new HeadState(0, null, null));
            heads.add(new HeadState(chain.last().header().sequence() + 1, tail(opened, chain), fullEnd(opened, chain)));
        }
        return heads;
    }

    private static Superblock.End fullEnd(Superblock opened, HeadChain chain) {
        return chain.torn() ? null : new Superblock.End(chain.last().header().segment(), opened.segmentBytes());
    }

    private static LogState.Tail tail(Superblock opened, HeadChain chain) {
        if (!chain.torn()) return null;
        var header = chain.last().header();
        long end = ControlFrames.afterLife(chain.last().end(), opened.segmentBytes());
        return new LogState.Tail(header.segment(), header.generation(), opened.life(), header.sequence(), end);
    }

    private RecoveryReport report(
            Superblock opened, Superblock before, Scan scan, List<HeadChain> chains, Tally tally, long rewritten) {
        var breaks =
                chains.stream()
                        .filter(c -> c.torn() && HeadChain.closedEnd(before, c.last()) != c.last().end())
                        .map(c ->
                                new RecoveryReport.Break(
                                        c.head(),
                                        c.last().header().segment(),
                                        c.last().end(),
                                        c.last().why(),
                                        c.dropped().size()))
                        .toList();
        return new RecoveryReport(
                opened.life(),
                before.closed(),
                opened.segmentCount(),
                scan.scans().size(),
                tally.frames(),
                tally.records(),
                tally.bytes(),
                breaks,
                rewritten,
                scan.threads(),
                System.nanoTime() - started);
    }
}
