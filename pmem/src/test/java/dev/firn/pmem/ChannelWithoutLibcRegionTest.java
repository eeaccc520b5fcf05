package dev.firn.pmem;

/// As on a system whose C library we do not know.
class ChannelWithoutLibcRegionTest extends FileRegionContract {
    ChannelWithoutLibcRegionTest() {
        super("channel");
    }

    @Override
    Host host() {
        return Host.system().withoutLibc("a test says so");
    }
}
