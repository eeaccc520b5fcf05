package dev.firn.heap;

import dev.firn.heap.tree.Versions;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.log.checkpoint.CheckpointOptions;
import dev.firn.log.checkpoint.Checkpointer;
import dev.firn.pmem.Region;
import dev.firn.recovery.Recovery;
import dev.firn.recovery.RecoveryReport;
import java.lang.foreign.MemorySegment;

/// A log of plain objects with all that a store does for itself - cleaning, pacing, checkpoints - and without its
/// pages: what upkeep costs, measured alone. In this package because a store's upkeep is nobody else's business.
///
/// For one thread.
public final class RecordStore implements AutoCloseable {
    /// Room is made, and the commit built anew, so many times at most.
    private static final int MOST_BUILDS = 4;

    private final Log log;
    private final RecoveryReport report;
    private final Checkpointer checkpoints;
    private final Upkeep upkeep;
    private final Committer committer;

    /// Opens what `region` holds; a blank one is formatted.
    public RecordStore(Region region, LogOptions options) {
        this(region, options, CheckpointOptions.defaults().withNamed(0, 128));
    }

    /// The same, with checkpoints at other times.
    public RecordStore(Region region, LogOptions options, CheckpointOptions when) {
        if (Recovery.isBlank(region)) Log.format(region, options);
        var recovered = Recovery.open(region, options);
        log = recovered.log();
        report = recovered.report();
        checkpoints =
                new Checkpointer(log, when, recovered.checkpoint().orElse(null), report.bytes(), report.records());
        var versions = new Versions(log, log.nextStamp() - 1);
        upkeep = new Upkeep(log, versions, checkpoints, !Committer.isGrouped(log), _ -> false);
        committer = new Committer(log, versions, upkeep);
    }

    /// One durable commit of one object, made when it is not there yet.
    ///
    /// @throws StoreFullException when there is no room
    public void put(long object, MemorySegment content) {
        upkeep.begin();
        build(object, content);
        for (int left = MOST_BUILDS; left > 0 && !upkeep.takes(committer.batch()); left--) {
            if (!upkeep.prepare(committer.batch(), true)) break;
            build(object, content);
        }
        committer.publish(committer.write(true));
        var owed = committer.takeUnsettled();
        if (owed != null) committer.settle(owed);
    }

    private void build(long object, MemorySegment content) {
        var batch = committer.batch();
        batch.clear();
        batch.put(object, content, 0, content.byteSize());
    }

    public Log log() {
        return log;
    }

    /// Bytes that may be wanted, at most.
    public long mostLive() {
        return upkeep.mostLive();
    }

    /// What was found when it was opened.
    public RecoveryReport report() {
        return report;
    }

    public long checkpoints() {
        return checkpoints.completed();
    }

    @Override
    public void close() {
        log.close();
    }
}
