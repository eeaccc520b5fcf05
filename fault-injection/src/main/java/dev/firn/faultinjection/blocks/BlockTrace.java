package dev.firn.faultinjection.blocks;

import dev.firn.faultinjection.blocks.BlockCut.Survivors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Makes images of a device as power cuts could have left it, from what was there before and a log of what was done.
/// For one thread.
///
/// The BLOCK model, which is its list of assumptions on the device:
///
/// - it has a volatile write cache; what was written stays in it, or goes to the medium, in any order, at any time;
/// - a FLUSH that has completed makes everything durable that is before it in the log;
/// - a write with FUA is durable when it has completed, whatever else is in the cache;
/// - sectors of 512 bytes are written whole or not at all; a write of several may be torn between any of them;
/// - a discard is in the cache like a write of zeros;
/// - what is durable stays as it is: no rot, no write to a wrong place, no lie about a flush.
///
/// The log counts what had completed. A write that completed between the beginning and the end of a FLUSH is before it
/// in the log, and counts as durable, though a device may lose it: the model errs on the side of the device there.
public final class BlockTrace {
    private static final int SECTOR = 512;

    private final BlockLog log;
    private final BlockImage durable;
    private final List<BlockEntry> cached = new ArrayList<>();
    private int position;

    /// @param before the device before the first entry of `log`; becomes this object's own
    public BlockTrace(BlockImage before, BlockLog log) {
        this.durable = before;
        this.log = log;
    }

    /// How many entries there are: cuts may be at 0 up to this.
    public int size() {
        return log.entries().size();
    }

    /// The device after that cut. Cuts must come in the order of their entries.
    ///
    /// @throws IllegalArgumentException when the cut is before an earlier one, or beyond the end
    public BlockImage image(BlockCut cut) throws IOException {
        if (cut.entry() < position || cut.entry() > size()) {
            throw new IllegalArgumentException(
                    "cut at entry %d; there are %d to %d left".formatted(cut.entry(), position, size()));
        }
        while (position < cut.entry()) advance(log.entries().get(position++));
        BlockImage image = durable.copy();
        var random = new SplittableRandom(cut.seed() * 31 + cut.entry());
        for (BlockEntry entry : cached) survive(image, entry, cut.survivors(), random);
        return image;
    }

    /// How many writes are in the cache at the last cut.
    public int cached() {
        return cached.size();
    }

    private void advance(BlockEntry entry) throws IOException {
        if (entry.flush()) {
            for (BlockEntry write : cached) apply(durable, write);
            cached.clear();
        }
        if (entry.bytes() > 0) cached.add(entry);
    }

    private void apply(BlockImage image, BlockEntry entry) throws IOException {
        image.write(entry.at(), log.data(entry), 0, (int) entry.bytes());
    }

    private void survive(BlockImage image, BlockEntry entry, Survivors survivors, SplittableRandom random)
            throws IOException {
        if (entry.fua()) { // In its turn, so that an older write to the same place does not come out on top.
            apply(image, entry);
            return;
        }
        switch (survivors) {
            case NONE -> {}
            case ALL -> apply(image, entry);
            case SOME -> {
                if (random.nextBoolean()) apply(image, entry);
            }
            case MOST -> {
                if (random.nextInt(8) != 0) apply(image, entry);
            }
            case TORN -> tear(image, entry, random);
        }
    }

    private void tear(BlockImage image, BlockEntry entry, SplittableRandom random) throws IOException {
        byte[] data = log.data(entry);
        for (int from = 0; from < data.length; from += SECTOR) {
            if (random.nextBoolean()) image.write(entry.at() + from, data, from, Math.min(SECTOR, data.length - from));
        }
    }
}
