package dev.firn.pmem;

class ChannelRegionTest extends FileRegionContract {
    ChannelRegionTest() {
        super("channel");
    }
}
