package dev.firn.heap.check;

import dev.firn.log.Superblock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// Decides which segments count, as recovery does, but goes on where recovery refuses.
final class Heads {
    private final Superblock superblock;
    private final boolean cleaned;
    private final Findings findings;

    /// @param cleaned whether segments in the middle of a head may have been freed
    Heads(Superblock superblock, boolean cleaned, Findings findings) {
        this.superblock = superblock;
        this.cleaned = cleaned;
        this.findings = findings;
    }

    /// The segments that count; says of their breaks whether they are damage.
    List<SegmentSurvey> judge(Collection<SegmentSurvey> all) {
        var byHead = new TreeMap<Integer, List<SegmentSurvey>>();
        for (var survey : all) byHead.computeIfAbsent(survey.header.head(), _ -> new ArrayList<>()).add(survey);
        var kept = new ArrayList<SegmentSurvey>();
        byHead.forEach((head, chain) -> judge(head, chain, kept));
        return kept;
    }

    private void judge(int head, List<SegmentSurvey> found, List<SegmentSurvey> kept) {
        var chain = inOrder(found);
        long first = chain.getFirst().header.sequence();
        boolean trimmed = chain.stream().anyMatch(s -> s.trimmed > 0);
        if (first != 0 && !cleaned && !trimmed) missing(head, 0, chain.getFirst());
        for (int i = 0; i < chain.size(); i++) {
            var survey = chain.get(i);
            var later = chain.subList(i + 1, chain.size());
            later.removeIf(s -> s.header.life() < survey.life);
            kept.add(survey);
            if (i + 1 < chain.size()) successor(head, survey, chain.get(i + 1));
            if (survey.full) continue;
            if (!isDamage(survey, later)) {
                note(head, survey);
                return;
            }
            findings.add(
                    FindingKind.FRAME_DAMAGED,
                    survey.base + survey.end,
                    "a frame, which was durable",
                    "none; " + survey.behind.length + " whole frames lie behind it in the segment");
            survey.takeBehind();
        }
    }

    private static List<SegmentSurvey> inOrderOfSequence(List<SegmentSurvey> found) {
        var sorted = new ArrayList<>(found);
        sorted.sort(
                Comparator.<SegmentSurvey>comparingLong(s -> s.header.sequence())
                        .thenComparingLong(s -> s.header.life()));
        return sorted;
    }

    /// Of two with one number the later life counts: the head had ended before the other. Two of one life cannot be.
    private List<SegmentSurvey> inOrder(List<SegmentSurvey> found) {
        var chain = new ArrayList<SegmentSurvey>();
        for (var survey : inOrderOfSequence(found)) {
            var before = chain.isEmpty() ? null : chain.getLast();
            if (before != null && before.header.sequence() == survey.header.sequence()) {
                if (before.header.life() == survey.header.life()) {
                    findings.add(
                            FindingKind.SEGMENT_SEQUENCE,
                            survey.base,
                            "one segment with number %d of head %d"
                                    .formatted(survey.header.sequence(), survey.header.head()),
                            "segment %d, too".formatted(before.header.segment()));
                } else {
                    chain.removeLast();
                }
            }
            chain.add(survey);
        }
        return chain;
    }

    private void successor(int head, SegmentSurvey survey, SegmentSurvey next) {
        if (!cleaned && next.header.sequence() > survey.header.sequence() + 1) {
            missing(head, survey.header.sequence() + 1, next);
        }
        if (next.header.firstStamp() + (1 << 16) < survey.lastStamp) {
            findings.add(
                    FindingKind.SEGMENT_STAMP,
                    next.base,
                    "a first stamp of at least those before, " + survey.lastStamp,
                    "" + next.header.firstStamp());
        }
    }

    private void missing(int head, long sequence, SegmentSurvey next) {
        findings.add(
                FindingKind.SEGMENT_SEQUENCE,
                next.base,
                "number %d of head %d before it".formatted(sequence, head),
                "number %d".formatted(next.header.sequence()));
    }

    private boolean isDamage(SegmentSurvey survey, List<SegmentSurvey> later) {
        if (survey.stableBehind > survey.end || closedEnd(survey) > survey.end) return true;
        return later.stream().anyMatch(s -> Math.max(s.stable, s.stableBehind) > 0);
    }

    private long closedEnd(SegmentSurvey survey) {
        return superblock.ends().stream()
                .filter(end -> end.segment() == survey.header.segment())
                .mapToLong(Superblock.End::offset)
                .findFirst()
                .orElse(0);
    }

    private void note(int head, SegmentSurvey survey) {
        long closed = closedEnd(survey);
        if (closed == survey.end) return;
        long at = survey.base + survey.end;
        // An opening began a life there, and was ended before its superblock was durable.
        boolean isOpenedSince = survey.life > superblock.life();
        if (closed != 0 && !(isOpenedSince && closed < survey.end)) {
            findings.add(
                    FindingKind.SUPERBLOCK_END, at, "the end of head " + head, "one at " + closed + " of the segment");
        } else {
            findings.add(FindingKind.HEAD_END, at, "the end of head " + head, "the store was not closed in order");
        }
    }
}
