package dev.firn.log.checkpoint;

import dev.firn.log.MappingBase;
import dev.firn.log.Superblock;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
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
        for (var run : runs.reversed()) {
            for (int block = from; block <= to; block++) fill(run, block, first, count, entries);
        }
    }

    private void fill(RunReader run, int block, long first, int count, MemorySegment entries) {
        var pairs = run.pairs(block, (long) block * blockObjects).orElse(null);
        if (pairs == null) return;
        for (int i = 0; i < pairs.count(); i++) {
            pairs.reader().next();
            long index = pairs.reader().object() - first;
            if (index >= 0 && index < count) entries.setAtIndex(WORD, index, pairs.reader().entry());
        }
    }
}
