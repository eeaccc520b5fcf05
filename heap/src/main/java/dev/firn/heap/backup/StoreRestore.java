package dev.firn.heap.backup;

import dev.firn.heap.backup.BackupListener.Phase;
import dev.firn.heap.backup.Manifest.Copy;
import dev.firn.heap.check.CheckListener;
import dev.firn.heap.check.CheckOptions;
import dev.firn.heap.check.CheckReport;
import dev.firn.heap.check.StoreCheck;
import dev.firn.log.SuperblockSlots;
import dev.firn.log.format.Feature;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.UUID;

/// Makes a store of a backup. Every frame is sealed anew for the new store's id, since from here on the two go
/// different ways: bytes of the one must never pass for bytes of the other.
final class StoreRestore {
    private final Path directory;
    private final Manifest manifest;
    private final BackupListener listener;
    private final long stamp;
    private final UUID id = UUID.randomUUID();
    private Manifest cut;
    private CheckReport report;

    /// @param stamp what is later than this commit is left out
    StoreRestore(Path directory, Manifest manifest, long stamp, BackupListener listener) {
        this.directory = directory;
        this.manifest = manifest;
        this.stamp = stamp;
        this.listener = listener;
    }

    RestoreReport run(Path file, Path target) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new BackupException(target + " exists already; a restore never replaces anything: take another name");
        }
        requireKnown(file);
        var superblock = manifest.superblock(id, 1);
        // The file gets its name when `fill` has returned.
        Regions.create(target, superblock.regionBytes(), RegionOptions.defaults(), this::fill).close();
        return new RestoreReport(Backup.of(file, manifest), target, id, stamp, report);
    }

    private void requireKnown(Path file) {
        if ((manifest.features() & ~Feature.known(Feature.Need.TO_READ)) == 0) return;
        throw new BackupException(
                "%s is of a store with features 0x%x, this version knows 0x%x; restore it with a newer version"
                        .formatted(file, manifest.features(), Feature.known(Feature.Need.TO_READ)));
    }

    /// Makes a store of the region: it is one when this returns, durably.
    void fill(Region region) {
        try {
            segments(region);
        } catch (IOException failed) {
            throw new UncheckedIOException("%s: %s".formatted(directory, failed), failed);
        }
        // Each with a drain, which covers the segments, too.
        SuperblockSlots.write(region, cut.superblock(id, 1));
        SuperblockSlots.write(region, cut.superblock(id, 2));
        check(region);
    }

    private void segments(Region region) throws IOException {
        var reader = new CopyReader(directory, manifest);
        var superblock = manifest.superblock(id, 1);
        var kept = new ArrayList<Copy>();
        var ended = new HashSet<Integer>();
        long done = 0;
        for (var copy : manifest.copies().stream().sorted(PointInTime::order).toList()) {
            if (listener.isCancelled()) throw cancelled();
            int used = reader.read(copy, id);
            done += copy.bytes();
            listener.progress(Phase.RESTORING, done, manifest.bytes());
            // A head's frames are in the order of their stamps, so nothing behind one that is too late is wanted.
            if (ended.contains(copy.header().head())) continue;
            long end = stamp < manifest.stamp() ? reader.image().endAt(stamp, used) : used;
            if (end < used) ended.add(copy.header().head());
            if (end < used && end == SegmentLayout.FRAMES) continue;
            region.write(superblock.base(copy.header().segment()), reader.image().bytes(), 0, end);
            kept.add(end < used ? copy.cutAt(end) : copy);
        }
        cut = manifest.with(stamp, kept);
    }

    private void check(Region region) {
        report =
                StoreCheck.run(
                        region,
                        CheckOptions.defaults(),
                        new CheckListener() {
                            @Override
                            public void progress(Phase phase, long done, long total) {
                                listener.progress(BackupListener.Phase.CHECKING, done, total);
                            }

                            @Override
                            public boolean isCancelled() {
                                return listener.isCancelled();
                            }
                        });
        if (report.isClean()) return;
        if (!report.complete()) throw cancelled();
        throw new BackupException(
                "%s, backup %d: nothing was restored, since the store it makes is not clean: %s"
                        .formatted(directory, manifest.number(), report.findings().getFirst()));
    }

    private BackupException cancelled() {
        return new BackupException(directory + ": cancelled; nothing was restored");
    }
}
