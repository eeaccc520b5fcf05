package dev.firn.faultinjection.blocks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Counts for a campaign. For one thread.
final class BlockTally {
    private static final int KEPT = 10;

    private final BlockOptions options;
    private final BlockListener listener;
    private final long startedAt = System.nanoTime();
    private final List<String> violations = new ArrayList<>();
    private int broken;
    private int cuts;
    private int atFlush;
    private int runs;
    private int repaired;
    private long entries;
    private long flushes;
    private long cachedWrites;
    private long cuttingNanos;

    BlockTally(BlockOptions options, BlockListener listener) {
        this.options = options;
        this.listener = listener;
    }

    int left() {
        return options.cuts() - cuts;
    }

    void ran(List<BlockEntry> log) {
        runs++;
        entries += log.size();
        flushes += log.stream().filter(BlockEntry::flush).count();
    }

    void repaired() {
        repaired++;
    }

    void judged(BlockCut cut, List<String> found, boolean flushed, int cached, long nanos) {
        cuts++;
        if (flushed) atFlush++;
        cachedWrites += cached;
        cuttingNanos += nanos;
        if (!found.isEmpty()) {
            broken++;
            if (violations.size() < KEPT) violations.add("run %d, %s: %s".formatted(runs, cut, found.getFirst()));
        }
        listener.judged(cuts, broken);
    }

    BlockReport report() {
        return new BlockReport(
                violations,
                broken,
                cuts,
                atFlush,
                repaired,
                runs,
                entries,
                flushes,
                cuts == 0 ? 0 : (double) cachedWrites / cuts,
                Duration.ofNanos(System.nanoTime() - startedAt),
                Duration.ofNanos(cuttingNanos),
                options.fileSystem(),
                options.seed(),
                left() > 0);
    }
}
