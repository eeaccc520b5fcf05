package dev.firn.recovery;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.EntryLog;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/// A plain log in so few segments that they are used again and again. All entries have the same length, so an old one
/// lies exactly where a segment that was opened again goes on.
final class TrimScenario implements CrashScenario<List<Integer>> {
    /// Trims are operations numbered from here.
    private static final int TRIM = 1000;

    private static final int RESUMED = 900;
    private static final int SEGMENTS = 5;

    private final LogOptions options = LogScenario.defaults().withMaxBytes(LogScenario.regionBytes(SEGMENTS));
    private final int entries;
    private final int bytes;
    private final boolean killed;
    private final RecoveryOptions how;

    /// @param bytes of each entry
    /// @param killed whether the process is killed now and then
    TrimScenario(int entries, int bytes, boolean killed) {
        this(entries, bytes, killed, ScanMode.VERIFIED);
    }

    /// @param mode with digests, if it goes by them
    TrimScenario(int entries, int bytes, boolean killed, ScanMode mode) {
        this.how = RecoveryOptions.defaults().withMode(mode);
        this.entries = entries;
        this.bytes = bytes;
        this.killed = killed;
    }

    @Override
    public SimulatedRegion prepare() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(SEGMENTS), LogScenario.regionBytes(SEGMENTS));
        Log.format(region, options);
        return region;
    }

    @Override
    public void work(SimulatedRegion first) {
        var region = first;
        var opened = Recovery.open(region, options, how).log();
        var log = new EntryLog(opened);
        for (int number = 0; number < entries; number++) {
            long address = append(region, log, number);
            if (number % 5 == 4) {
                region.started(TRIM + number);
                log.trim(address);
                region.acknowledged(TRIM + number);
            }
            if (killed && number % 7 == 6) {
                region = region.kill();
                opened = Recovery.open(region, options, how).log();
                log = new EntryLog(opened);
            }
            if (how.mode() == ScanMode.DIGESTS) DigestScenario.digest(opened, new HashSet<>());
        }
    }

    private long append(SimulatedRegion region, EntryLog log, int number) {
        String text = "%05d".formatted(number) + "x".repeat(bytes - 5);
        region.started(number);
        long address = log.append(MemorySegment.ofArray(text.getBytes(StandardCharsets.UTF_8)));
        region.acknowledged(number);
        return address;
    }

    @Override
    public List<Integer> recover(SimulatedRegion region) {
        var cursor = new EntryLog(Recovery.open(region, options, how).log()).follow();
        var found = new ArrayList<Integer>();
        while (cursor.next()) found.add(Integer.parseInt(new String(cursor.entry(), 0, 5, StandardCharsets.UTF_8)));
        return found;
    }

    @Override
    public void resume(SimulatedRegion region) {
        append(region, new EntryLog(Recovery.open(region, options, how).log()), RESUMED);
    }

    @Override
    public void judge(List<Integer> found, Progress progress) {
        var own = new ArrayList<>(found);
        boolean resumed = own.remove((Integer) RESUMED);
        if (progress.isAcknowledged(RESUMED) && !resumed) throw new AssertionError("lost the entry after the crash");
        if (resumed && found.getLast() != RESUMED) throw new AssertionError("out of order: " + found);
        int trimmed = IntStream.range(0, entries).filter(n -> progress.isStarted(TRIM + n)).max().orElse(0);
        int first = own.isEmpty() ? trimmed : own.getFirst();
        int last = first + own.size() - 1;
        if (!own.equals(IntStream.rangeClosed(first, last).boxed().toList())) {
            throw new AssertionError("not in order or with holes: " + found);
        }
        if (first > trimmed) throw new AssertionError("from " + first + " on only, trimmed to " + trimmed);
        for (int number = trimmed; number < entries; number++) {
            if (progress.isAcknowledged(number) && number > last) throw new AssertionError("lost entry " + number);
            if (!progress.isStarted(number) && number <= last) throw new AssertionError("invented entry " + number);
        }
    }

    @Override
    public void judgeResumed(List<Integer> first, List<Integer> found, Progress progress) {
        judge(found, progress);
        var back = new ArrayList<>(found);
        back.removeAll(first);
        back.remove((Integer) RESUMED);
        if (!back.isEmpty()) throw new AssertionError("entries %s came back after they were lost".formatted(back));
    }
}
