package dev.firn.pmem;

class MsyncRegionTest extends FileRegionContract {
    MsyncRegionTest() {
        super("msync");
    }
}
