package dev.firn.recovery;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.Log;
import dev.firn.log.LogOptions;
import dev.firn.pmem.Regions;
import java.lang.foreign.MemorySegment;
import java.util.function.ToLongBiFunction;

/// What a crash left, opened by its checkpoint, and read by a full scan.
///
/// @param all by the scan
record BothWays(Recovered opened, Log all) {
    static BothWays of(SimulatedRegion region, LogOptions options) {
        byte[] image = region.image();
        var opened = Recovery.open(region, options);
        if (opened.report().checkpoint() == RecoveryReport.Checkpoint.UNREADABLE) {
            throw new AssertionError("a crash left a checkpoint that cannot be read");
        }
        return new BothWays(opened, Recovery.readAll(Regions.ofMemory(MemorySegment.ofArray(image)), options).log());
    }

    /// By the checkpoint.
    Log log() {
        return opened.log();
    }

    /// @param entry of an object, as far as it must be the same
    void requireSame(long objects, ToLongBiFunction<Log, Long> entry) {
        for (long object = 1; object <= objects; object++) {
            long found = entry.applyAsLong(log(), object);
            long expected = entry.applyAsLong(all, object);
            if (found != expected) {
                throw new AssertionError(
                        "object %d: 0x%x by the checkpoint, 0x%x by a full scan".formatted(object, found, expected));
            }
        }
    }
}
