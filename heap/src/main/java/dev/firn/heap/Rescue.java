package dev.firn.heap;

import dev.firn.log.CheckpointHeads;
import dev.firn.log.Cleaner;
import dev.firn.log.LiveBytes;
import dev.firn.log.Log;
import dev.firn.log.Relocation;
import dev.firn.log.SegmentTable;
import java.util.Comparator;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Chooses what is emptied when segments are so few that the wrong choice would use up the last: by what its copies
/// take, which must find room, and then by what they win.
///
/// The oldest segments are looked at, too, whatever is live there: a change is younger than what it changes, so in an
/// old one hardly anything is live but whole pages, and copying those wins all the changes that lie elsewhere.
final class Rescue {
    /// So many segments are looked at of those with the least in them, and so many of the oldest.
    private static final int CANDIDATES = 12;

    /// What wins less than this part of a segment is not worth the copies.
    private static final int LEAST_WON = 16;

    private final Log log;
    private final Reserve reserve;
    private final Cleaner cleaner;

    Rescue(Log log, Reserve reserve, Cleaner cleaner) {
        this.log = log;
        this.reserve = reserve;
        this.cleaner = cleaner;
    }

    private record Candidate(int segment, Relocation relocation) {
        double gain(ToLongFunction<Relocation> wins) {
            return (double) wins.applyAsLong(relocation) / (relocation.copied() + 1);
        }
    }

    /// A segment, or -1 when none can be emptied that wins room.
    int choose(SegmentTable segments, LiveBytes live) {
        return choose(segments, live, Relocation::won);
    }

    /// A segment, or -1 when there is none after whose emptying less is live.
    int chooseExcess(SegmentTable segments, LiveBytes live) {
        return choose(segments, live, Relocation::excess);
    }

    private int choose(SegmentTable segments, LiveBytes live, ToLongFunction<Relocation> wins) {
        long room = room(segments);
        long least = log.superblock().segmentBytes() / LEAST_WON;
        return candidates(segments, live)
                .flatMap(segment -> cleaner.relocation(segment).map(of -> new Candidate(segment, of)).stream())
                .filter(candidate -> wins.applyAsLong(candidate.relocation()) >= least)
                .filter(candidate -> candidate.relocation().copied() <= room)
                .max(Comparator.comparingDouble(candidate -> candidate.gain(wins)))
                .map(Candidate::segment)
                .orElse(-1);
    }

    private long room(SegmentTable segments) {
        long most = (long) Math.max(0, segments.openable() - reserve.ofCleaner()) * reserve.worthEmptying();
        for (int head = Log.FIRST_CLASS_HEAD; head < CheckpointHeads.RUNS; head++) most += log.room(head);
        return most;
    }

    private static Stream<Integer> candidates(SegmentTable segments, LiveBytes live) {
        var cleanable =
                IntStream.range(0, segments.count()).filter(s -> segments.isCleanable(s, live)).boxed().toList();
        Comparator<Integer> byLive = Comparator.comparingInt(live::of);
        Comparator<Integer> byAge = Comparator.comparingLong(s -> segments.opening(s).firstStamp());
        return Stream.concat(
                        cleanable.stream().sorted(byLive).limit(CANDIDATES),
                        cleanable.stream().sorted(byAge).limit(CANDIDATES))
                .distinct();
    }
}
