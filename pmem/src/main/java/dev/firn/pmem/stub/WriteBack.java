package dev.firn.pmem.stub;

/// The instruction that writes a cache line back, best first. What a CPU has is asked once, at start.
public enum WriteBack {
    /// x86-64: writes back and may keep the line.
    CLWB("clwb"),
    /// x86-64: writes back and evicts; ordered by a fence only, so lines overlap.
    CLFLUSHOPT("clflushopt"),
    /// x86-64: writes back and evicts, one after the other.
    CLFLUSH("clflush"),
    /// aarch64: cleans to the point of persistence.
    DC_CVAP("dcpop");

    private final String flag;

    WriteBack(String flag) {
        this.flag = flag;
    }

    /// Its name among the flags of `/proc/cpuinfo`.
    public String flag() {
        return flag;
    }
}
