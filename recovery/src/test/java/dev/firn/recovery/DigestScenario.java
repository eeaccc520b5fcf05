package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.DigestWriter;
import dev.firn.log.Log;
import dev.firn.log.SegmentTable.Use;
import dev.firn.recovery.LogScenario.Found;
import dev.firn.recovery.LogScenario.Op;
import dev.firn.recovery.LogScenario.Op.Delta;
import dev.firn.recovery.LogScenario.Op.Put;
import dev.firn.recovery.LogScenario.Op.Tombstone;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Segments get their digests between commits, and the next opening goes by them: whatever a crash has left of one, the
/// log is the same.
final class DigestScenario implements BatchScenario {
    private static final int SEGMENTS = 8;

    private static final List<Op[]> BATCHES =
            List.of(
                    new Op[] {new Put(1, "a" + "x".repeat(1150))},
                    new Op[] {new Put(2, "b" + "x".repeat(1150))},
                    new Op[] {new Put(1, "c" + "x".repeat(1150))},
                    new Op[] {new Delta(1, "y".repeat(1100)), new Tombstone(2)},
                    new Op[] {new Put(3, "d" + "x".repeat(2400)), new Put(4, "e" + "x".repeat(2400))},
                    new Op[] {new Put(2, "f" + "x".repeat(1150))},
                    new Op[] {new Put(1, "g")});

    private static final RecoveryOptions BY_DIGEST = RecoveryOptions.defaults().withMode(ScanMode.DIGESTS);

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(SEGMENTS), LogScenario.regionBytes(SEGMENTS));
        Log.format(region, LogScenario.defaults());
        return region;
    }

    @Override
    public void work(SimulatedRegion region) {
        var log = open(region).log();
        var digested = new HashSet<Integer>();
        for (int number = 0; number < BATCHES.size(); number++) {
            LogScenario.append(region, log, number, BATCHES.get(number));
            digest(log, digested);
        }
    }

    /// How many digests it leaves when nothing crashes.
    static int digests() {
        var scenario = new DigestScenario();
        var region = scenario.prepare();
        scenario.work(region);
        return open(region).report().digests();
    }

    /// Writes what digests are missing; they are durable with the next commit.
    static void digest(Log log, Set<Integer> digested) {
        var writer = new DigestWriter(log);
        for (int segment = 0; segment < log.segments().count(); segment++) {
            if (log.segments().use(segment) == Use.SEALED && digested.add(segment)) writer.write(segment);
        }
    }

    @Override
    public Found recover(SimulatedRegion region) {
        return LogScenario.contents(open(region).log());
    }

    @Override
    public void resume(SimulatedRegion region) {
        var log = open(region).log();
        digest(log, new HashSet<>());
        LogScenario.append(region, log, LogScenario.RESUMED, new Put(1, "resumed"));
    }

    @Override
    public Map<Long, String> expected(TreeSet<Integer> batches) {
        var expected = new TreeMap<Long, String>();
        for (int number : batches) {
            if (number < BATCHES.size()) LogScenario.apply(expected, number, BATCHES.get(number));
        }
        if (batches.contains(LogScenario.RESUMED)) {
            LogScenario.apply(expected, LogScenario.RESUMED, new Put(1, "resumed"));
        }
        return expected;
    }

    private static Recovered open(SimulatedRegion region) {
        return Recovery.open(region, LogScenario.defaults(), BY_DIGEST);
    }
}
