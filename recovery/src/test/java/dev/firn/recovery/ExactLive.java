package dev.firn.recovery;

import dev.firn.log.CheckpointHeads;
import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.Records;
import dev.firn.log.SegmentTable.Use;

/// Counted anew, every segment has what a log counts, also right after an opening by a checkpoint.
final class ExactLive {
    private ExactLive() {}

    static void require(Log log) {
        log.space(); // reads what an opening leaves for later
        int[] counted = counted(log);
        for (int segment = 0; segment < counted.length; segment++) {
            boolean isCheckpoints = CheckpointHeads.contains(log.segments().opening(segment).head());
            if (isCheckpoints && counted[segment] == 0) continue; // its blocks are not objects
            requireSame(log, segment, counted[segment]);
        }
    }

    private static void requireSame(Log log, int segment, int counted) {
        var use = log.segments().use(segment);
        boolean isThere = use == Use.OPEN || use == Use.SEALED;
        if (log.live().of(segment) == counted && (isThere || counted == 0)) return;
        throw new AssertionError(
                "segment %d, %s, of head %d: %d bytes are counted as live, %d are"
                        .formatted(
                                segment, use, log.segments().opening(segment).head(), log.live().of(segment), counted));
    }

    private static int[] counted(Log log) {
        int[] bytes = new int[log.segments().count()];
        for (long object = 1; object < log.mapping().capacity(); object++) {
            long entry = log.mapping().raw(object);
            for (int members = 1; entry != Entry.NONE; members++) {
                bytes[log.segmentOf(Entry.address(entry))] += Entry.sizeBytes(entry);
                entry = Records.before(log.view(), entry, members);
            }
        }
        return bytes;
    }
}
