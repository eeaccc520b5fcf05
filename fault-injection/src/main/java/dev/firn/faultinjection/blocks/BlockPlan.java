package dev.firn.faultinjection.blocks;

import dev.firn.faultinjection.blocks.BlockCut.Survivors;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Chooses the cuts of one log.
final class BlockPlan {
    private BlockPlan() {}

    /// `count` cuts in order: a third right after a FLUSH, evenly spread when there are more of them, and the others
    /// anywhere, with all kinds of survivors.
    static List<BlockCut> of(List<BlockEntry> entries, int count, Random random) {
        var cuts = new ArrayList<BlockCut>();
        int[] flushes = IntStream.range(0, entries.size()).filter(i -> entries.get(i).flush()).toArray();
        int atFlush = Math.min(flushes.length, (count + 2) / 3);
        for (int i = 0; i < atFlush; i++) {
            int flush = flushes[(int) ((long) i * flushes.length / atFlush)];
            cuts.add(new BlockCut(flush + 1, Survivors.NONE, random.nextLong()));
        }
        Survivors[] kinds = Survivors.values();
        while (cuts.size() < count) {
            Survivors kind = kinds[random.nextInt(kinds.length)];
            cuts.add(new BlockCut(random.nextInt(entries.size() + 1), kind, random.nextLong()));
        }
        cuts.sort(Comparator.comparingInt(BlockCut::entry));
        return cuts;
    }
}
