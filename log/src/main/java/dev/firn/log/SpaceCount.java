package dev.firn.log;

import dev.firn.log.SegmentTable.Use;
import dev.firn.log.format.SegmentLayout;

/// Adds up who has the bytes of a log's region. Others may be at work: a number may be a moment older than another, the
/// sum is right all the same.
final class SpaceCount {
    private SpaceCount() {}

    /// @param openRoom bytes that open segments have left
    static SpaceReport of(Log log, long openRoom) {
        var superblock = log.superblock();
        long file = log.region().size();
        int count = superblock.segmentCount();
        long bytes = superblock.segmentBytes();
        int free = Math.min(log.segments().count(Use.FREE), count);
        int open = Math.min(log.segments().count(Use.OPEN), count - free);
        int emptied = Math.min(log.segments().count(Use.EMPTIED), count - free - open);
        int used = count - free;
        long inUse = used * (bytes - SegmentLayout.FRAMES);
        long room = Math.min(openRoom, inUse);
        long written = inUse - room;
        // Sizes in entries are rounded up.
        long live = Math.min(liveBytes(log.mapping()), written);
        long overhead = file - count * bytes + (long) used * SegmentLayout.FRAMES;
        var segments = new SpaceReport.Segments((int) bytes, free, open, used - open - emptied, emptied);
        return new SpaceReport(file, live, written - live, free * bytes + room, overhead, segments);
    }

    private static long liveBytes(MappingTable mapping) {
        long live = 0;
        long objects = mapping.capacity();
        for (long object = 0; object < objects; object++) {
            long entry = mapping.raw(object);
            if (entry != Entry.NONE) live += Entry.sizeBytes(entry);
        }
        return live;
    }
}
