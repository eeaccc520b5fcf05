package dev.firn.heap.check;

import dev.firn.log.Entry;
import dev.firn.log.RestartPoint;
import dev.firn.log.checkpoint.Manifest;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/// Of what a full scan shows, what lies before the restart points of a checkpoint: an opening does not read it, and
/// believes the checkpoint. It was shown at the capture, too, since whatever is committed or moved later lies behind.
final class Checkpointed {
    private final Survey survey;
    private final Map<Integer, RestartPoint> restarts = new HashMap<>();
    private final Map<Integer, Long> shown = new HashMap<>();
    private long last;
    private long live;

    Checkpointed(Survey survey, Manifest manifest) {
        this.survey = survey;
        manifest.restarts().forEach(restart -> restarts.put(restart.head(), restart));
        survey.newest.forEach(this::take);
    }

    private void take(long object) {
        boolean isWhole = isBefore(survey.newest.address(object));
        if (isWhole) last = object;
        eachOf(
                object,
                record -> {
                    int bytes = Entry.sizeBytes(survey.entry(record));
                    if (isWhole) live += bytes;
                    if (isBefore(record)) shown.merge(survey.superblock.segmentOf(record), (long) bytes, Long::sum);
                });
    }

    /// Whether it lies before the restart point of its append head.
    boolean isBefore(long address) {
        var segment = survey.at(address);
        var restart = segment == null ? null : restarts.get(segment.header.head());
        if (restart == null) return false;
        long later = segment.header.sequence() - restart.sequence();
        return later < 0 || later == 0 && address - segment.base < restart.offset();
    }

    /// The largest object whose newest version lies there, 0 if none.
    long lastObject() {
        return last;
    }

    /// Bytes of the objects whose newest version lies there, with what it is made of.
    long live() {
        return live;
    }

    /// Bytes shown there, by segment.
    Map<Integer, Long> shown() {
        return shown;
    }

    /// The records that the object's newest version is made of; chains that make no sense were found elsewhere.
    private void eachOf(long object, LongConsumer visitor) {
        long record = survey.newest.address(object);
        for (int links = 0; survey.isRecord(record) && links <= Short.MAX_VALUE; links++) {
            visitor.accept(record);
            if (survey.kind(record) != RecordKind.DELTA) return;
            record = Entry.address(RecordLayout.previous(survey.view, record));
        }
    }
}
