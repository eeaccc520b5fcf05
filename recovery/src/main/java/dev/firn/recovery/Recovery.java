package dev.firn.recovery;

import dev.firn.log.ControlFrames;
import dev.firn.log.CorruptLogException;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.log.LogState;
import dev.firn.log.LogState.HeadState;
import dev.firn.log.SegmentHeaders;
import dev.firn.log.Superblock;
import dev.firn.log.SuperblockSlots;
import dev.firn.log.checkpoint.Manifest;
import dev.firn.log.checkpoint.SegmentBlocks;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.Region;
import dev.firn.pmem.event.Events;
import dev.firn.recovery.RecoveryReport.Checkpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Opens a log from whatever a crash has left.
public final class Recovery {
    private static final int READ_ONLY_TRIES = 4;

    private final Region region;
    private final LogOptions options;
    private final RecoveryOptions how;
    private final boolean readOnly;
    private final boolean all;
    private final long started = System.nanoTime();

    private Recovery(Region region, LogOptions options, RecoveryOptions how, boolean readOnly, boolean all) {
        this.region = region;
        this.options = options;
        this.how = how;
        this.readOnly = readOnly;
        this.all = all;
    }

    /// Recovers the log in `region`, makes what it accepts durable, and begins a new life. Two drains, or one where
    /// nothing was appended before; nothing is written when it throws.
    ///
    /// @throws NotAStoreException when there is no store in the region
    /// @throws NewerFormatException when a newer version wrote it, and this one cannot read it or must not write to it
    /// @throws TruncatedStoreException when the region is shorter than the store
    /// @throws CorruptStoreException when acknowledged commits are damaged
    public static Recovered open(Region region, LogOptions options) {
        return open(region, options, RecoveryOptions.defaults());
    }

    /// The same, watched.
    ///
    /// @throws RecoveryInterruptedException when `how` asks for it and the calling thread was interrupted
    public static Recovered open(Region region, LogOptions options, RecoveryOptions how) {
        return new Recovery(region, options, how, false, false).typed();
    }

    /// The same for reading only: nothing is written, and the log takes no appends.
    public static Recovered openReadOnly(Region region, LogOptions options) {
        return openReadOnly(region, options, RecoveryOptions.defaults());
    }

    /// The same, watched.
    ///
    /// @throws RecoveryInterruptedException when `how` asks for it and the calling thread was interrupted
    public static Recovered openReadOnly(Region region, LogOptions options, RecoveryOptions how) {
        return new Recovery(region, options, how, true, false).typed();
    }

    /// The same, by reading all of the store, whatever checkpoint it has.
    static Recovered readAll(Region region, LogOptions options) {
        return new Recovery(region, options, RecoveryOptions.defaults(), true, true).typed();
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
        var event = Events.recovery();
        try {
            var recovered = readOnly ? runBesideAWriter() : run();
            recovered.report().tell(event);
            return recovered;
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
        if (!readOnly) SuperblockChoice.requireWritable(superblock);
        var named = superblock.checkpoint().isThere();
        var manifest = named && !all ? Manifest.read(region.view(), superblock) : Optional.<Manifest>empty();
        if (named && manifest.isEmpty()) superblock = superblock.withoutCheckpoint();
        var extent = extent(superblock, manifest);
        var dropped = new HashSet<Integer>();
        var scan = Scan.run(region, superblock, options, how, extent, dropped);
        var chains = chains(extent, scan, superblock);
        while (dropped.addAll(droppedBy(chains))) {
            scan = Scan.run(region, superblock, options, how, extent, dropped);
            chains = chains(extent, scan, superblock);
        }
        var tally = scan.scans().stream().map(SegmentScan::tally).reduce(Tally.NONE, Tally::plus);
        var opened = superblock.opened(lastLife(superblock, extent, scan) + 1);
        long stamp = nextStamp(extent, tally, superblock, chains.size());
        var state =
                new LogState(
                        opened,
                        scan.mapping(),
                        Segments.table(opened, extent, chains),
                        heads(opened, extent, chains, readOnly),
                        stamp + 1,
                        Math.max(tally.lastObject() + 1, manifest.map(Manifest::nextObject).orElse(0L)),
                        tally.trimmed(),
                        readOnly);
        var log = new Log(region, options, state);
        int threads = scan.threads(); // nothing was written yet
        manifest.ifPresentOrElse(
                found -> log.segments().setSource(new SegmentBlocks(log, found)), () -> countLive(log, threads));
        how.listener().progress(RecoveryListener.Phase.SECURING, 0, chains.size(), 0);
        long rewritten = readOnly ? 0 : secureAccepted(superblock, chains);
        if (!readOnly) beginLife(superblock, opened, chains, dropped, stamp);
        var use = !named ? Checkpoint.NONE : manifest.isPresent() ? Checkpoint.USED : Checkpoint.UNREADABLE;
        var report = report(opened, superblock, extent, use, scan, chains, tally, rewritten);
        return new Recovered(log, report, manifest);
    }

    /// Follows all chains, so it is the first to see one that makes no sense.
    private static void countLive(Log log, int threads) {
        try {
            Ranges.run(threads, log.mapping().capacity(), log::countLive);
        } catch (CorruptLogException nonsense) {
            throw new CorruptStoreException(nonsense.getMessage(), nonsense);
        }
    }

    private Extent extent(Superblock superblock, Optional<Manifest> manifest) {
        return manifest.map(found -> Extent.tail(region, superblock, found))
                .orElseGet(() -> Extent.all(region, superblock, how));
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

    private static List<HeadChain> chains(Extent extent, Scan scan, Superblock superblock) {
        long trimmed = scan.scans().stream().mapToLong(s -> s.tally().trimmed()).max().orElse(0);
        var byHead = new TreeMap<Integer, List<SegmentScan>>();
        for (var found : scan.scans()) {
            byHead.computeIfAbsent(found.header().head(), head -> new ArrayList<>()).add(found);
        }
        // Segments of a tail are not used again before the next checkpoint.
        boolean cleaned = scan.scans().stream().anyMatch(s -> s.header().head() >= Log.FIRST_CLASS_HEAD);
        boolean gaps = (superblock.hadCheckpoint() || cleaned) && extent.manifest().isEmpty();
        requireClosedEnds(extent, scan, superblock);
        var chains = new ArrayList<HeadChain>();
        byHead.forEach((head, found) -> {
            var restart = extent.restarts().get(head);
            long first = restart == null ? 0 : restart.sequence();
            chains.add(HeadChain.of(head, found, superblock, trimmed, first, gaps));
        });
        return chains;
    }

    /// A segment that a closed store ended in must be there.
    private static void requireClosedEnds(Extent extent, Scan scan, Superblock superblock) {
        for (var end : superblock.ends()) {
            boolean found = scan.scans().stream().anyMatch(s -> s.header().segment() == end.segment());
            if (!found && extent.looked().contains(end.segment())) {
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

    private static long lastLife(Superblock superblock, Extent extent, Scan scan) {
        long life = superblock.life();
        for (var header : extent.headers()) life = Math.max(life, header.life());
        for (var found : scan.scans()) life = Math.max(life, found.life());
        return life;
    }

    /// Above every stamp that was seen, and above every stamp that torn frames can have had.
    private static long nextStamp(Extent extent, Tally tally, Superblock superblock, int heads) {
        long known = extent.manifest().map(Manifest::stamp).orElse(0L);
        long seen = Math.max(tally.lastStamp() + 1, known);
        return seen + (long) heads * superblock.segmentBytes() / FrameLayout.BYTES;
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
    /// life's number again, and who finds none has nothing of that life before him. What was dropped is not to be found
    /// again either: when the segments around it have been cleaned, nothing would say that it does not count.
    private void beginLife(
            Superblock superblock, Superblock opened, List<HeadChain> chains, Set<Integer> dropped, long stamp) {
        SuperblockSlots.put(region, opened);
        for (int segment : dropped) SegmentHeaders.clear(region, opened.base(segment));
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

    private static List<HeadState> heads(Superblock opened, Extent extent, List<HeadChain> chains, boolean readOnly) {
        var found = new TreeMap<Integer, HeadState>();
        // Heads that go on in a segment that was never opened.
        extent.restarts().forEach((head, at) -> found.put(head, new HeadState(at.sequence(), null, null)));
        for (var chain : chains) {
            long next = chain.last().header().sequence() + 1;
            found.put(chain.head(), new HeadState(next, tail(opened, chain, readOnly), fullEnd(opened, chain)));
        }
        var heads = new ArrayList<HeadState>();
        found.forEach((head, state) -> {
            while (heads.size() < head) heads.add(new HeadState(0, null, null));
            heads.add(state);
        });
        return heads;
    }

    private static Superblock.End fullEnd(Superblock opened, HeadChain chain) {
        return chain.torn() ? null : new Superblock.End(chain.last().header().segment(), opened.segmentBytes());
    }

    private static LogState.Tail tail(Superblock opened, HeadChain chain, boolean readOnly) {
        if (!chain.torn()) return null;
        var header = chain.last().header();
        long end = chain.last().end();
        if (!readOnly) end = ControlFrames.afterLife(end, opened.segmentBytes());
        return new LogState.Tail(header.segment(), header.generation(), opened.life(), header.sequence(), end);
    }

    private RecoveryReport report(
            Superblock opened,
            Superblock before,
            Extent extent,
            Checkpoint use,
            Scan scan,
            List<HeadChain> chains,
            Tally tally,
            long rewritten) {
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
                (int) scan.scans().stream().filter(SegmentScan::byDigest).count(),
                scan.bytesRead() + (long) extent.looked().size() * SegmentLayout.FRAMES + manifestBytes(extent),
                System.nanoTime() - started,
                use,
                before.format());
    }

    private static long manifestBytes(Extent extent) {
        return extent.manifest().map(Manifest::bytes).orElse(0);
    }
}
