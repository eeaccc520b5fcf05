package dev.firn.log.checkpoint;

import dev.firn.log.MappingBase;
import dev.firn.log.Superblock;
import dev.firn.log.checkpoint.RunReader.Pairs;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The mapping as the runs of a checkpoint say it. Safe for use by several threads.
public final class Runs implements MappingBase {
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int blockObjects;
    private final List<RunReader> runs;

    /// @param manifest of which the runs are, in a log with this superblock
    public Runs(View view, Superblock superblock, Manifest manifest) {
        this.blockObjects = manifest.blockObjects();
        this.runs = manifest.runs().stream().map(run -> new RunReader(view, superblock, run)).toList();
    }

    /// The newest first.
    List<RunReader> runs() {
        return runs;
    }

    @Override
    public void fill(long first, int count, MemorySegment entries) {
        int from = (int) (first / blockObjects);
        int to = (int) ((first + count - 1) / blockObjects);
        for (int block = from; block <= to; block++) fill(block, first, count, entries);
    }

    /// The oldest first. What is older than a run that says all of the block need not be read.
    private void fill(int block, long first, int count, MemorySegment entries) {
        List<Pairs> found = new ArrayList<>();
        for (var run : runs) {
            run.pairs(block, (long) block * blockObjects).ifPresent(found::add);
            if (run.slice().contains(block)) break;
        }
        for (var pairs : found.reversed()) fill(pairs, first, count, entries);
    }

    private static void fill(Pairs pairs, long first, int count, MemorySegment entries) {
        for (int i = 0; i < pairs.count(); i++) {
            pairs.reader().next();
            long index = pairs.reader().object() - first;
            if (index >= 0 && index < count) entries.setAtIndex(WORD, index, pairs.reader().entry());
        }
    }
}
