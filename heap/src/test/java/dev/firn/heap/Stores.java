package dev.firn.heap;

import dev.firn.faultinjection.rules.CheckedRegion;
import dev.firn.faultinjection.rules.RuleWatch;
import dev.firn.log.Entry;
import dev.firn.pmem.Region;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;

/// Stores on plain memory, for tests.
final class Stores {
    /// Small segments, so that they are opened all the time.
    static final StoreOptions SMALL = StoreOptions.defaults().withSegmentBytes(4 << 10);

    private Stores() {}

    /// Watched for broken rules.
    static CheckedRegion region(int bytes) {
        return RuleWatch.over(memory(bytes));
    }

    static Region memory(int bytes) {
        return Regions.ofMemory(MemorySegment.ofArray(new long[bytes / Long.BYTES]));
    }

    static Store small() {
        return Store.open(region(8 << 20), SMALL);
    }

    /// Objects that the mapping table knows: pages, values in objects of their own, chunks.
    static long objects(Store store) {
        var mapping = store.engine.log.mapping();
        return LongStream.range(0, mapping.capacity()).filter(object -> mapping.entry(object) != Entry.NONE).count();
    }

    /// The fences that `work` cost, those of opened segments left out.
    static long fences(Store store, Runnable work) {
        var before = store.metrics();
        work.run();
        if (store.region() instanceof CheckedRegion checked) checked.acknowledge("what was just done");
        var after = store.metrics();
        long all = after.medium().since(before.medium()).fences();
        return all - (after.log().segmentOpenings() - before.log().segmentOpenings());
    }
}
