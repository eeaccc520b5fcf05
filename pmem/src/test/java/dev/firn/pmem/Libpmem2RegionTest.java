package dev.firn.pmem;

import dev.firn.pmem.stub.Stubs;
import org.junit.jupiter.api.Assumptions;

/// The library's instructions on ordinary memory: their place is a synchronous mapping, which is not on every desk.
class Libpmem2RegionTest extends FileRegionContract {
    Libpmem2RegionTest() {
        super("emulated");
    }

    @Override
    Host host() {
        return switch (Host.system().libpmem2().get()) {
            case Stubs.Outcome.Ready(var ops) -> Host.system().with(ops);
            case Stubs.Outcome.Refused(String why) -> Assumptions.abort(why);
        };
    }
}
