package dev.firn.pmem;

class FdatasyncRegionTest extends FileRegionContract {
    FdatasyncRegionTest() {
        super("fdatasync");
    }
}
