package dev.firn.faultinjection.blocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Lets a workload run on a device that logs, and then cuts its power, again and again. Linux only; see [BlockTools].
public final class BlockCampaign {
    private final Supplier<? extends BlockSubject> subjects;
    private final BlockOptions options;
    private final Workshop workshop;
    private final BlockTally tally;
    private final Random random;

    private BlockCampaign(
            Supplier<? extends BlockSubject> subjects, BlockOptions options, Workshop workshop, BlockTally tally) {
        this.subjects = subjects;
        this.options = options;
        this.workshop = workshop;
        this.tally = tally;
        this.random = new Random(options.seed());
    }

    /// Runs to the last cut; goes on after broken promises. An interrupt of the calling thread ends it after the cut at
    /// hand; the report then says so. Mounts, devices and files are gone on return, however it returns, and so are
    /// those of earlier campaigns that were killed.
    ///
    /// @param subjects makes a subject for each run of the workload
    /// @throws BlockRigException when the operating system does not do what is needed
    /// @throws IOException when the scratch folder cannot be used
    public static BlockReport run(
            Supplier<? extends BlockSubject> subjects, BlockOptions options, BlockListener listener)
            throws IOException {
        BlockTools.missing(options.fileSystem())
                .ifPresent(what -> {
                    throw new BlockRigException(what);
                });
        var tally = new BlockTally(options, listener);
        try (var workshop = Workshop.open(options.scratch())) {
            var campaign = new BlockCampaign(subjects, options, workshop, tally);
            while (tally.left() > 0 && !Thread.currentThread().isInterrupted()) campaign.run();
            return tally.report();
        }
    }

    private void run() throws IOException {
        BlockSubject subject = subjects.get();
        Path disk = workshop.at("disk.img");
        format(disk);
        prepare(subject, disk);
        BlockImage before = BlockImage.read(disk);
        try (BlockLog log = BlockLog.open(record(subject, disk))) {
            tally.ran(log.entries());
            cut(subject, new BlockTrace(before, log), log.entries());
        }
    }

    private void format(Path disk) throws IOException {
        BlockImage.blank(options.fileSystem().bytes()).writeTo(disk);
        var arguments = new ArrayList<>(options.fileSystem().options());
        arguments.add(disk.toString());
        Commands.run(options.fileSystem().maker(), arguments.toArray(String[]::new));
    }

    private void prepare(BlockSubject subject, Path disk) throws IOException {
        Path mount = Files.createDirectories(workshop.at("prepared"));
        String mountOptions = "loop," + options.fileSystem().mountOptions();
        Commands.run("mount", "-o", mountOptions, disk.toString(), mount.toString());
        try {
            subject.prepare(mount);
        } catch (Exception e) {
            throw failure("preparing", e);
        } finally {
            Commands.run("umount", mount.toString());
        }
    }

    private Path record(BlockSubject subject, Path disk) throws IOException {
        try (var device = LoggedDevice.open(workshop, disk, options.fileSystem())) {
            subject.work(device.mount(), device::position);
            return device.log();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw failure("the workload", e);
        }
    }

    private void cut(BlockSubject subject, BlockTrace trace, List<BlockEntry> entries) throws IOException {
        int count = Math.min(tally.left(), options.cutsPerRun());
        for (BlockCut cut : BlockPlan.of(entries, count, random)) {
            if (Thread.currentThread().isInterrupted()) return;
            long startedAt = System.nanoTime();
            BlockImage image = trace.image(cut);
            long position = cut.entry() < entries.size() ? entries.get(cut.entry()).logAt() : Long.MAX_VALUE;
            List<String> broken = judge(subject, image, position);
            boolean atFlush = cut.entry() > 0 && entries.get(cut.entry() - 1).flush() && trace.cached() == 0;
            tally.judged(cut, broken, atFlush, trace.cached(), System.nanoTime() - startedAt);
        }
    }

    private List<String> judge(BlockSubject subject, BlockImage image, long position) throws IOException {
        try (var mounted = MountedImage.open(workshop, image, options.fileSystem())) {
            if (mounted.repaired()) tally.repaired();
            return judge(subject, mounted.mount(), position);
        } catch (BlockRigException e) {
            return List.of("the file system did not survive: " + e.getMessage());
        }
    }

    private static List<String> judge(BlockSubject subject, Path mount, long position) {
        try {
            return subject.judge(mount, position);
        } catch (Exception e) {
            return List.of("it does not recover: " + e);
        }
    }

    private static BlockRigException failure(String what, Exception e) {
        return new BlockRigException(what + " failed: " + e, e);
    }
}
