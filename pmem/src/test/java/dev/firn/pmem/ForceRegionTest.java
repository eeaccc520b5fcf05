package dev.firn.pmem;

import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/// The region of the `jdk` back-end on an ordinary mapping, where `force` is an msync: all but the instruction.
class ForceRegionTest extends RegionContract {
    @TempDir private Path directory;

    @Override
    protected Region create(long size) throws Exception {
        Path store = directory.resolve("store");
        Creation.create(Host.system(), store, size);
        Offload offload = new Offload(Offload.Whom.EVERYBODY, "test");
        Explanation explanation = new Explanation("jdk", Granularity.CACHE_LINE, false, "a test asked", List.of());
        return new ForceRegion(
                new Opened(
                        store.toString(),
                        ChannelFile.open(store, StoreFile.Mode.WRITE, offload),
                        JdkMapping.map(store, MapMode.READ_WRITE, size, offload),
                        () -> {},
                        size,
                        1 << 30,
                        explanation,
                        Attributes.ofMemory(Granularity.CACHE_LINE)));
    }
}
