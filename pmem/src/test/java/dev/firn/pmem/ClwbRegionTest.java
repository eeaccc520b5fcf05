package dev.firn.pmem;

/// The first rung of the ladder, on a file system that only plays one with DAX.
class ClwbRegionTest extends FileRegionContract {
    ClwbRegionTest() {
        super("clwb");
    }

    @Override
    Host host() {
        return Host.system().with(new DaxSys());
    }
}
