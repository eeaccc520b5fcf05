package dev.firn.pmem;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is known of the medium under a region (the attributes of the SNIA NVM Programming Model, and a disk's).
///
/// @param atomicUnit bytes of an aligned store that is never torn
/// @param flushUnit bytes made durable together (64, or a page)
/// @param errorRange bytes lost together by a media error
/// @param granularity how stores become durable
/// @param autoFlush whether caches are flushed by the platform when power fails (eADR)
/// @param deepFlush whether a deep flush to the medium is offered
/// @param mapSync whether the mapping was made with `MAP_SYNC`
/// @param dax whether the file system maps the medium directly
/// @param unsafeShutdowns the device's count of shutdowns that may have lost stores, if it has one
/// @param numaNode the device's node, if known
/// @param logicalSector bytes, if a block device
/// @param physicalSector bytes, if a block device
/// @param volatileCache whether a block device has a write cache that loses data at a power cut
/// @param fua whether a block device takes writes past that cache
/// @param device the device's name, or "unknown"
/// @param fileSystem the file system's name, or "unknown"
public record Attributes(
        int atomicUnit,
        int flushUnit,
        int errorRange,
        Granularity granularity,
        boolean autoFlush,
        boolean deepFlush,
        boolean mapSync,
        boolean dax,
        OptionalLong unsafeShutdowns,
        OptionalInt numaNode,
        OptionalInt logicalSector,
        OptionalInt physicalSector,
        boolean volatileCache,
        boolean fua,
        String device,
        String fileSystem) {
    /// Attributes of plain memory of the given granularity.
    public static Attributes ofMemory(Granularity granularity) {
        return new Attributes(
                8,
                granularity == Granularity.PAGE ? 4096 : 64,
                64,
                granularity,
                granularity == Granularity.BYTE,
                false,
                false,
                false,
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                false,
                "memory",
                "none");
    }
}
