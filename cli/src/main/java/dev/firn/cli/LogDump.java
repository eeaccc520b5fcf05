package dev.firn.cli;

import dev.firn.log.FrameRecords;
import dev.firn.log.Log;
import dev.firn.log.LogMemory;
import dev.firn.log.SegmentHeaders;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.SegmentScanner;
import dev.firn.log.Step;
import dev.firn.log.Superblock;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.pmem.View;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The segments and frames of a log as text, one line each, in the order in which they lie on the medium.
final class LogDump {
    private final View view;
    private final Superblock superblock;
    private final Consumer<String> out;
    private final SegmentScanner scanner;
    private final FrameRecords records = new FrameRecords();

    LogDump(Log log, Consumer<String> out) {
        this.view = log.view();
        this.superblock = log.superblock();
        this.out = out;
        this.scanner = new SegmentScanner(view, superblock, LogMemory.onHeap());
    }

    /// Says the whole log.
    void run() {
        int unused = 0;
        for (int segment = 0; segment < superblock.segmentCount(); segment++) {
            switch (SegmentHeaders.read(view, superblock.base(segment), superblock.store(), segment)) {
                case Verdict.Valid(var header) -> segment(header);
                case Verdict.None() -> unused++;
                case Verdict.Foreign(var store, var place) ->
                        out.accept("segment %d: belongs to segment %d of store %s".formatted(segment, place, store));
            }
        }
        out.accept("%d of %d segments were never opened".formatted(unused, superblock.segmentCount()));
    }

    private void segment(Header header) {
        out.accept(
                "segment %d: head %d, number %d there, generation %d, life %d, stamps from %d"
                        .formatted(
                                header.segment(),
                                header.head(),
                                header.sequence(),
                                header.generation(),
                                header.life(),
                                header.firstStamp()));
        scanner.start(header);
        for (boolean more = true; more; ) {
            more =
                    switch (scanner.next()) {
                        case Step.Frame(var at, var length, var kind) -> frame(at, length, kind);
                        case Step.End() -> false;
                        case Step.Broken(var offset, var why) -> {
                            out.accept("  %8d  ends here: %s".formatted(offset, why));
                            yield false;
                        }
                    };
        }
    }

    private boolean frame(long at, int length, FrameKind kind) {
        long offset = at - superblock.base(segmentOf(at));
        String head =
                "  %8d  %-5s %7d bytes  stamp %d  stable %d"
                        .formatted(offset, kind, length, FrameLayout.stamp(view, at), FrameLayout.stable(view, at));
        out.accept(
                switch (kind) {
                    case BATCH, MOVE, CHECKPOINT -> head + "  " + records(at);
                    case PART -> head + "  part %d  %s".formatted(FrameLayout.part(view, at), records(at));
                    case LIFE -> head + "  life " + scanner.life();
                    case PAD -> head;
                });
        return true;
    }

    private int segmentOf(long at) {
        return (int) ((at - superblock.base(0)) / superblock.segmentBytes());
    }

    /// Such as "3 records: 2 DELTA, 1 PUT".
    private String records(long frame) {
        Map<RecordKind, Integer> kinds = new EnumMap<>(RecordKind.class);
        int count = 0;
        for (records.start(view, frame); records.next(); count++) kinds.merge(records.kind(), 1, Integer::sum);
        String parts =
                kinds.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
        return count + (count == 1 ? " record: " : " records: ") + parts;
    }
}
