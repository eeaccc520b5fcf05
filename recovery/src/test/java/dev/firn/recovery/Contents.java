package dev.firn.recovery;

import dev.firn.log.Entry;
import dev.firn.log.LargeRecords;
import dev.firn.log.Log;
import dev.firn.log.Records;
import dev.firn.log.format.RecordKind;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// Reads an object as text: a whole version, or a delta behind what it changes.
final class Contents {
    private Contents() {}

    static String of(Log log, long entry) {
        long record = Entry.address(entry);
        if (Records.kind(log.view(), record) == RecordKind.DELTA) {
            return of(log, Records.previous(log.view(), record)) + delta(log, record);
        }
        var bytes = new byte[(int) LargeRecords.length(log.view(), record)];
        LargeRecords.copy(log.view(), log.mapping(), record, MemorySegment.ofArray(bytes), 0);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String delta(Log log, long record) {
        var bytes = new byte[Records.length(log.view(), record)];
        log.view().copyTo(Records.content(log.view(), record), MemorySegment.ofArray(bytes), 0, bytes.length);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
