package dev.firn.pmem;

import dev.firn.pmem.posix.Flags;
import dev.firn.pmem.stub.Stubs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;

/// A region of lines where the platform saves the caches (eADR), played on ordinary memory.
class ByteRegionTest extends RegionContract {
    @TempDir private Path directory;

    @Override
    protected Region create(long size) throws Exception {
        Assumptions.assumeTrue(Host.system().libc() instanceof Host.Reach.Granted, "needs libc");
        var sys = ((Host.Reach.Granted) Host.system().libc()).sys();
        Assumptions.assumeTrue(Host.system().stub().get() instanceof Stubs.Outcome.Ready, "needs machine code");
        var ops = ((Stubs.Outcome.Ready) Host.system().stub().get()).ops();
        Path store = directory.resolve("store");
        Creation.create(Host.system(), store, size);
        PosixFile file = PosixFile.open(sys, store, StoreFile.Mode.WRITE, new Offload(Offload.Whom.VIRTUAL, "test"));
        ReservedMapping mapping =
                ReservedMapping.map(
                        sys, file.fd(), size, 1 << 30, Flags.PROT_READ | Flags.PROT_WRITE, Flags.MAP_SHARED);
        Explanation explanation = new Explanation("clwb", Granularity.BYTE, false, "a test asked", List.of());
        return new LineRegion(
                new Opened(
                        store.toString(),
                        file,
                        mapping,
                        () -> {},
                        size,
                        1 << 30,
                        explanation,
                        Attributes.ofMemory(Granularity.BYTE)),
                mapping,
                ops);
    }
}
