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
    /// where something is in the cache, with all kinds of survivors.
    static List<BlockCut> of(List<BlockEntry> entries, int count, Random random) {
        var cuts = new ArrayList<BlockCut>();
        int[] flushes = IntStream.range(0, entries.size()).filter(i -> entries.get(i).flush()).toArray();
        int atFlush = Math.min(flushes.length, (count + 2) / 3);
        for (int i = 0; i < atFlush; i++) {
            int flush = flushes[(int) ((long) i * flushes.length / atFlush)];
            cuts.add(new BlockCut(flush + 1, Survivors.NONE, random.nextLong()));
        }
        Survivors[] kinds = Survivors.values();
        int[] cached =
                IntStream.rangeClosed(1, entries.size()).filter(entry -> entries.get(entry - 1).bytes() > 0).toArray();
        while (cuts.size() < count) {
            Survivors kind = kinds[random.nextInt(kinds.length)];
            int entry = cached.length == 0 ? entries.size() : cached[random.nextInt(cached.length)];
            cuts.add(new BlockCut(entry, kind, random.nextLong()));
        }
        cuts.sort(Comparator.comparingInt(BlockCut::entry));
        return cuts;
    }
}
