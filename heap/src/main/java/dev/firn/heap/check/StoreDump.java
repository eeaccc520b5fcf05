package dev.firn.heap.check;

import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.LifeLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The segments, frames and records of a store as text, in the order in which they lie on the medium; also of a store
/// that does not open.
public final class StoreDump {
    private final Survey survey;
    private final DumpOptions options;
    private final Consumer<String> out;
    private final Owners owners;
    private final PageText pages;

    private StoreDump(Survey survey, DumpOptions options, Consumer<String> out) {
        this.survey = survey;
        this.options = options;
        this.out = out;
        boolean needed = options.records() || options.collection().isPresent();
        this.owners = needed ? Owners.of(survey) : Owners.NONE;
        this.pages = new PageText(survey, options.printer());
    }

    /// Says the store in `region` line by line. Returns whether there is one.
    public static boolean run(Region region, DumpOptions options, Consumer<String> out) {
        var findings = new Findings(CheckListener.NONE, 1000);
        var survey = Survey.of(region, findings, CheckListener.NONE, 1);
        if (survey == null) return false;
        new StoreDump(survey, options, out).run();
        return true;
    }

    private void run() {
        for (var segment : survey.all()) {
            boolean wanted = options.segment().isEmpty() || options.segment().getAsInt() == segment.header.segment();
            if (wanted) segment(segment);
        }
        if (options.isSelective() || options.segment().isPresent()) return;
        int count = survey.superblock.segmentCount();
        out.accept("%d of %d segments were never opened".formatted(count - survey.all().size(), count));
    }

    private void segment(SegmentSurvey segment) {
        var header = segment.header;
        var lines = new ArrayList<String>();
        for (int i = 0; i < segment.frames(); i++) {
            long frame = segment.frame(i);
            if (segment.rotten && frame - segment.base > segment.end && !lines.contains(damage(segment))) {
                lines.add(damage(segment));
            }
            frame(segment, frame, lines);
        }
        if (options.isSelective() && lines.isEmpty()) return;
        out.accept(
                "segment %d: head %d, number %d there, generation %d, life %d, stamps from %d%s"
                        .formatted(
                                header.segment(),
                                header.head(),
                                header.sequence(),
                                header.generation(),
                                header.life(),
                                header.firstStamp(),
                                survey.kept().contains(segment) ? "" : "; it does not count"));
        lines.forEach(out);
        if (!segment.full && !segment.rotten && !options.isSelective()) {
            out.accept("  %8d  ends here".formatted(segment.end));
        }
    }

    private static String damage(SegmentSurvey segment) {
        return "  %8d  DAMAGED: a frame is missing here".formatted(segment.end);
    }

    private void frame(SegmentSurvey segment, long at, List<String> lines) {
        var kind = FrameKind.of(FrameLayout.kindCode(survey.view, at)).orElseThrow();
        var records = new ArrayList<String>();
        Map<RecordKind, Integer> kinds = new EnumMap<>(RecordKind.class);
        if (kind != FrameKind.LIFE && kind != FrameKind.PAD) records(at, kinds, records);
        if (options.isSelective() && records.isEmpty()) return;
        lines.add(
                "  %8d  %-5s %7d bytes  stamp %d  stable %d%s"
                        .formatted(
                                at - segment.base,
                                kind,
                                FrameLayout.length(survey.view, at),
                                FrameLayout.stamp(survey.view, at),
                                FrameLayout.stable(survey.view, at),
                                rest(at, kind, kinds)));
        if (options.records() || options.isSelective()) lines.addAll(records);
    }

    private String rest(long at, FrameKind kind, Map<RecordKind, Integer> kinds) {
        return switch (kind) {
            case LIFE -> "  life " + LifeLayout.life(survey.view, at);
            case PAD -> "";
            case BATCH, MOVE, CHECKPOINT -> "  " + counted(kinds);
            case PART -> "  part %d  %s".formatted(FrameLayout.part(survey.view, at), counted(kinds));
        };
    }

    /// Such as "3 records: 2 DELTA, 1 PUT".
    private static String counted(Map<RecordKind, Integer> kinds) {
        int count = kinds.values().stream().mapToInt(Integer::intValue).sum();
        String parts =
                kinds.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
        return count + (count == 1 ? " record: " : " records: ") + parts;
    }

    private void records(long frame, Map<RecordKind, Integer> kinds, List<String> lines) {
        long end = frame + FrameLayout.length(survey.view, frame);
        long at = frame + FrameLayout.BYTES;
        for (int left = FrameLayout.count(survey.view, frame); left > 0; left--) {
            var kind =
                    at + RecordLayout.BYTES <= end
                            ? RecordKind.of(RecordLayout.kindCode(survey.view, at)).orElse(null)
                            : null;
            if (kind == null || survey.footprint(at) > end - at) {
                lines.add("            DAMAGED: no record begins at 0x%x".formatted(at));
                return;
            }
            kinds.merge(kind, 1, Integer::sum);
            if (isWanted(survey.object(at))) record(at, kind, lines);
            at += survey.footprint(at);
        }
    }

    private boolean isWanted(long object) {
        if (options.object().isPresent() && options.object().getAsLong() != object) return false;
        return options.collection().isEmpty()
                || owners.of(object).filter(c -> c.name().equals(options.collection().get())).isPresent();
    }

    private void record(long at, RecordKind kind, List<String> lines) {
        if (!options.records() && !options.isSelective()) return;
        long object = survey.object(at);
        var owner = owners.of(object);
        boolean newest = survey.newest.rawAddress(object) == at;
        lines.add(
                "            0x%x  %s of object %d, %d bytes%s%s%s"
                        .formatted(
                                at,
                                kind,
                                object,
                                survey.length(at),
                                kind.isMoved() ? ", commit " + RecordLayout.stamp(survey.view, at) : "",
                                newest ? ", newest" : "",
                                owner.map(c -> ", in \"%s\"".formatted(c.name())).orElse("")));
        if (owners.isPage(object) && survey.isRecord(at)) {
            pages.lines(object, at, owner.orElse(null)).forEach(line -> lines.add("              " + line));
        }
    }
}
