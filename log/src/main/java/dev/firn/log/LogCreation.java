package dev.firn.log;

import dev.firn.pmem.Region;
import java.util.UUID;

/// Writes an empty log over a region.
final class LogCreation {
    private LogCreation() {}

    static Superblock format(Region region, UUID identity, LogOptions options) {
        var empty = Superblock.first(identity, options.segmentBytes(), 0);
        int count = (int) ((region.size() - empty.base(0)) / options.segmentBytes());
        if (count < 1) {
            throw new IllegalArgumentException(
                    "a region of %d bytes is too small for segments of %d"
                            .formatted(region.size(), options.segmentBytes()));
        }
        var first = Superblock.first(empty.store(), options.segmentBytes(), count);
        // Superblocks first: an older store must not be found with only some of its segments.
        SuperblockSlots.wipe(region);
        SegmentHeaders.wipe(region, first);
        SuperblockSlots.write(region, first);
        return first;
    }
}
