package dev.firn.pmem;

class EmulatedRegionTest extends FileRegionContract {
    EmulatedRegionTest() {
        super("emulated");
    }
}
