package dev.firn.pmem;

class NilRegionTest extends FileRegionContract {
    NilRegionTest() {
        super("nil");
    }
}
