package dev.firn.pmem;

import java.lang.foreign.MemorySegment;

class MemoryRegionTest extends RegionContract {
    @Override
    protected Region create(long size) {
        return Regions.ofMemory(MemorySegment.ofArray(new long[(int) size / Long.BYTES]));
    }

    @Override
    protected boolean canGrow() {
        return false;
    }

    @Override
    protected boolean viewKnowsClosing() {
        return false;
    }
}
