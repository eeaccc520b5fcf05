package dev.firn.recovery;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.fault.Fault;
import dev.firn.faultinjection.fault.FaultyRegion;
import dev.firn.faultinjection.rules.CountingRegion;
import dev.firn.faultinjection.rules.Verb;
import dev.firn.log.Log;
import dev.firn.log.LogState;
import dev.firn.log.MappingTable;
import dev.firn.log.OutcomeUnknownException;
import dev.firn.log.SegmentHeaders;
import dev.firn.log.SegmentTable;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.RegionPoisonedException;
import dev.firn.recovery.LogScenario.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/// Checks of the protocol's rules, each complete in itself, so that they can be run against a broken log too.
final class Rules {
    static final CrashOptions LIGHT =
            CrashOptions.defaults()
                    .withModels(CrashModel.WORDS, CrashModel.PAGECACHE)
                    .withExhaustive(64)
                    .withCuts(16, 16)
                    .withRandom(6, 1);

    private Rules() {}

    static void nobodyIsAcknowledgedBehindAHole() {
        explore(new TwoWriters(), LIGHT.withNested(0));
    }

    static void nothingThatWasLostComesBack() {
        explore(new TwoWriters(), LIGHT);
    }

    static void acceptedAfterAKillIsDurable() {
        for (int earlier : new int[] {0, 1, 2, 3}) explore(new AcceptedIsDurable(false, earlier), LIGHT.withNested(0));
    }

    static void acceptedAfterAFailedSyncIsDurable() {
        for (int earlier : new int[] {0, 1}) explore(new AcceptedIsDurable(true, earlier), LIGHT.withNested(0));
    }

    static void theLargestStampWins() {
        explore(new TurnByTurn(), LIGHT.withNested(0));
    }

    /// Any byte of all frames but the last.
    static void damageBelowStableIsReported() {
        var store = store(3, false);
        for (int at = SegmentLayout.FRAMES; at < store.ends().get(1); at++) requireReported(store.image(), at);
    }

    static void damageAtTheEndOfAClosedStoreIsReported() {
        var store = store(3, true);
        for (int at = SegmentLayout.FRAMES; at < store.ends().get(2); at++) requireReported(store.image(), at);
    }

    /// A store was closed, so all of it was durable; then it was opened, so the superblock says nothing of its end any
    /// more. The LIFE frame behind that end does.
    static void damageInAStoreThatWasClosedBeforeIsReported() {
        var store = store(3, true);
        var region = SimulatedRegion.of(store.image(), store.image().length);
        Recovery.open(region, LogScenario.defaults());
        for (int at = SegmentLayout.FRAMES; at < store.ends().get(2); at++) requireReported(region.image(), at);
    }

    static void aTornEndIsCutOff() {
        var store = store(3, false);
        for (int at = store.ends().get(1); at < store.ends().get(2); at++) {
            var found = LogScenario.contents(open(flipped(store.image(), at))).batches();
            require(found.equals(new TreeSet<>(List.of(0, 1))), "byte " + at + ": found " + found);
        }
    }

    /// A whole frame at a place that is not its own: another offset, another segment, another store.
    static void misplacedFramesAreNotTaken() {
        var store = store(4, false);
        int length = store.ends().get(1) - store.ends().get(0);
        byte[] moved = store.image().clone();
        System.arraycopy(moved, BASE + store.ends().get(0), moved, BASE + store.ends().get(1), length);
        requireReported(moved);
        byte[] foreign = store.image().clone();
        byte[] other = store(4, false).image();
        System.arraycopy(other, BASE + store.ends().get(0), foreign, BASE + store.ends().get(0), length);
        requireReported(foreign);
        byte[] segments = twoSegments();
        System.arraycopy(segments, BASE + SegmentLayout.FRAMES, segments, BASE + 4096 + SegmentLayout.FRAMES, 4096 / 4);
        requireReported(segments);
    }

    /// A head ended before its second segment, which is still there: it is dropped, and nobody finds it again.
    static void droppedSegmentsAreForgotten() {
        var first = SimulatedRegion.create(LogScenario.regionBytes(2), LogScenario.regionBytes(2));
        Log.format(first, LogScenario.defaults());
        Recovery.open(first, LogScenario.defaults());
        LogScenario.append(first, Recovery.open(first, LogScenario.defaults()).log(), 0);
        byte[] ended = first.image();
        var log = Recovery.open(first, LogScenario.defaults()).log();
        for (int number = 1; number < 4; number++) {
            LogScenario.append(first, log, number, new Op.Put(2, "x".repeat(1500)));
        }
        byte[] later = first.image();
        var region = SimulatedRegion.of(ended, ended.length);
        for (int life = 0; life < 2; life++) Recovery.open(region, LogScenario.defaults());
        byte[] both = region.image();
        System.arraycopy(later, BASE + 4096, both, BASE + 4096, 4096);
        region = SimulatedRegion.of(both, both.length);
        var found = LogScenario.contents(Recovery.open(region, LogScenario.defaults()).log()).batches();
        require(found.equals(new TreeSet<>(List.of(0))), "found " + found);
        var head = SegmentHeaders.read(region.view(), BASE + 4096, log.superblock().store(), 1);
        require(head instanceof SegmentHeaders.Verdict.None, "found " + head);
    }

    /// The last segment is gone, with all that was acknowledged in it.
    static void aStoreCutAfterItGrewIsRefused() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(1), LogScenario.regionBytes(4));
        Log.format(region, LogScenario.defaults());
        var log = Recovery.open(region, LogScenario.defaults()).log();
        for (int number = 0; number < 4; number++) {
            LogScenario.append(region, log, number, new Op.Put(2, "x".repeat(3000)));
        }
        byte[] image = region.image();
        try {
            var found = LogScenario.contents(open(Arrays.copyOf(image, image.length - 4096)));
            throw new AssertionError("a cut store was opened: " + found);
        } catch (TruncatedStoreException expected) {
            return;
        }
    }

    /// Both filled with frames of the same lengths.
    private static byte[] twoSegments() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(2), LogScenario.regionBytes(2));
        Log.format(region, LogScenario.defaults());
        var log = Recovery.open(region, LogScenario.defaults()).log();
        for (int number = 10; number < 16; number++) {
            LogScenario.append(region, log, number, new Op.Put(2, "x".repeat(4096 / 4 - 24 - 8 - 8 - 8)));
        }
        return region.image();
    }

    static void noNumberIsUsedTwice() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(8), LogScenario.regionBytes(8));
        Log.format(region, LogScenario.defaults());
        var lives = new HashSet<Long>();
        var stamps = new HashSet<Long>();
        for (int life = 0; life < 5; life++) {
            var log = Recovery.open(region, LogScenario.defaults()).log();
            require(lives.add(log.superblock().life()), "life " + log.superblock().life() + " twice");
            var batch = log.newBatch();
            LogScenario.put(batch, 2, "x");
            require(stamps.add(log.append(batch)), "a stamp twice");
            region = region.kill();
        }
    }

    /// A commit costs one write and one drain, and writes no line back twice.
    static void aCommitIsOneWriteAndOneDrain() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(8), LogScenario.regionBytes(8));
        Log.format(region, LogScenario.defaults());
        var counting = new CountingRegion(region);
        var log = Recovery.open(counting, LogScenario.defaults()).log();
        LogScenario.append(region, log, 0);
        for (int number = 1; number < 4; number++) {
            long writes = counting.count(Verb.WRITE);
            long drains = counting.count(Verb.DRAIN);
            long flushes = counting.count(Verb.FLUSH);
            LogScenario.append(region, log, number);
            require(counting.count(Verb.WRITE) == writes + 1, "not one write");
            require(counting.count(Verb.DRAIN) == drains + 1, "not one drain");
            require(counting.count(Verb.FLUSH) == flushes, "what a write writes back was flushed again");
        }
    }

    /// Commits are counted on where 32 bits end, and the newest one counts.
    static void stampsPassThirtyTwoBits() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(8), LogScenario.regionBytes(8));
        var superblock = Log.format(region, LogScenario.defaults());
        var mapping = new MappingTable(LogScenario.defaults().memory(), 256);
        long first = Integer.MAX_VALUE - 2L;
        var state = new LogState(superblock, mapping, new SegmentTable(8), List.of(), first, 1, 0, false);
        var log = new Log(region, LogScenario.defaults(), state);
        for (int number = 0; number < 6; number++) {
            LogScenario.append(region, log, number, new Op.Put(2, "version " + number));
        }
        var found = LogScenario.contents(Recovery.open(region.kill(), LogScenario.defaults()).log());
        require("version 5".equals(found.contents().get(2L)), "found " + found);
    }

    static void aFailedSyncEndsTheLog() {
        long opening = drainsOfAnOpening();
        for (long failing = 1; failing < 12; failing++) failSync(opening + failing);
    }

    private static long drainsOfAnOpening() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(8), LogScenario.regionBytes(8));
        Log.format(region, LogScenario.defaults());
        var counting = new CountingRegion(region);
        Recovery.open(counting, LogScenario.defaults());
        return counting.count(Verb.DRAIN);
    }

    private static void failSync(long failing) {
        var region = SimulatedRegion.create(LogScenario.regionBytes(8), LogScenario.regionBytes(8));
        Log.format(region, LogScenario.defaults());
        var counting = new CountingRegion(region);
        var log = Recovery.open(new FaultyRegion(counting, Fault.SYNC, failing), LogScenario.defaults()).log();
        int acknowledged = 0;
        try {
            for (; ; acknowledged++) LogScenario.append(region, log, acknowledged, new Op.Put(2, "x".repeat(900)));
        } catch (OutcomeUnknownException expected) {
            requireRefused(region, log, acknowledged);
        }
        long drains = counting.count(Verb.DRAIN);
        log.close();
        require(counting.count(Verb.DRAIN) == drains, "a sync was tried again");
        var found = LogScenario.contents(Recovery.open(region.kill(), LogScenario.defaults()).log()).batches();
        require(found.size() == acknowledged || found.size() == acknowledged + 1, "found " + found);
    }

    private static void requireRefused(SimulatedRegion region, Log log, int number) {
        try {
            LogScenario.append(region, log, number + 1);
            throw new AssertionError("an append after a failed sync was taken");
        } catch (RegionPoisonedException expected) {
            return;
        }
    }

    /// @param image the bytes, the segment's only
    /// @param ends where each frame ends, from the start of the segment
    private record Store(byte[] image, List<Integer> ends) {}

    private static final int BASE = 2 * 4096;

    private static Store store(int batches, boolean closed) {
        var region = SimulatedRegion.create(LogScenario.regionBytes(2), LogScenario.regionBytes(2));
        Log.format(region, LogScenario.defaults());
        var log = Recovery.open(region, LogScenario.defaults()).log();
        var ends = new ArrayList<Integer>();
        for (int number = 0; number < batches; number++) {
            LogScenario.append(region, log, number, new Op.Put(2, "content " + number));
            ends.add((int) (log.stableAddress() - BASE));
        }
        if (closed) log.close();
        return new Store(region.image(), ends);
    }

    private static byte[] flipped(byte[] image, int at) {
        var copy = image.clone();
        copy[BASE + at] ^= 0x10;
        return copy;
    }

    private static void requireReported(byte[] image, int at) {
        try {
            requireReported(flipped(image, at));
        } catch (AssertionError silent) {
            throw new AssertionError("a bit of byte %d of the segment: %s".formatted(at, silent.getMessage()), silent);
        }
    }

    private static void requireReported(byte[] image) {
        try {
            throw new AssertionError("damage was not noticed, found " + LogScenario.contents(open(image)));
        } catch (CorruptStoreException expected) {
            return;
        }
    }

    private static Log open(byte[] image) {
        return Recovery.open(SimulatedRegion.of(image, image.length), LogScenario.defaults()).log();
    }

    private static void explore(CrashScenario<?> scenario, CrashOptions options) {
        CrashExplorer.explore(scenario, options);
    }

    private static void require(boolean condition, String message) {
        if (!condition) throw new AssertionError(message);
    }
}
