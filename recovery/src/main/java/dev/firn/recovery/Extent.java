package dev.firn.recovery;

import dev.firn.log.RestartPoint;
import dev.firn.log.SegmentHeaders;
import dev.firn.log.SegmentHeaders.Header;
import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.Superblock;
import dev.firn.log.checkpoint.Manifest;
import dev.firn.log.format.SegmentLayout;
import dev.firn.pmem.Region;
import dev.firn.recovery.RecoveryListener.Phase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which segments an opening has to read, and from where on.
///
/// @param headers of the segments that are read
/// @param passed heads of segments that lie before the restart point of their append head
/// @param free heads of segments that were named and not opened since: what was in them can still be found
/// @param restarts by append head; none without a checkpoint
/// @param looked places whose heads were looked at: nothing that an opening has to read is elsewhere
/// @param manifest the checkpoint that bounds it, if there is one
record Extent(
        List<Header> headers,
        List<Header> passed,
        List<Header> free,
        Map<Integer, RestartPoint> restarts,
        Set<Integer> looked,
        Optional<Manifest> manifest) {
    /// All segments that were ever opened.
    static Extent all(Region region, Superblock superblock, RecoveryOptions how) {
        var headers = new ArrayList<Header>();
        int count = superblock.segmentCount();
        for (int segment = 0; segment < count; segment++) {
            if (how.isInterrupted()) throw new RecoveryInterruptedException(0, count);
            how.listener().progress(Phase.HEADS, segment, count, (long) segment * SegmentLayout.FRAMES);
            header(region, superblock, segment).ifPresent(headers::add);
        }
        var all = IntStream.range(0, superblock.segmentCount()).boxed().collect(Collectors.toSet());
        return new Extent(headers, List.of(), List.of(), Map.of(), all, Optional.empty());
    }

    /// Behind a checkpoint: the segments of the restart points, those that it named and that were opened since, and
    /// those that the store has grown by.
    static Extent tail(Region region, Superblock superblock, Manifest manifest) {
        var restarts = new HashMap<Integer, RestartPoint>();
        var headers = new ArrayList<Header>();
        var free = new ArrayList<Header>();
        var seen = new HashSet<Integer>();
        for (var restart : manifest.restarts()) {
            restarts.put(restart.head(), restart);
            if (!restart.isOpened()) continue;
            headers.add(header(region, superblock, restart));
            seen.add(restart.segment());
        }
        for (var named : manifest.named()) {
            if (!seen.add(named.segment())) continue;
            header(region, superblock, named.segment())
                    .ifPresent(found -> (found.generation() == named.generation() ? free : headers).add(found));
        }
        for (int segment = manifest.segmentCount(); segment < superblock.segmentCount(); segment++) {
            header(region, superblock, segment).ifPresent(headers::add);
            seen.add(segment);
        }
        var passed = headers.stream().filter(header -> isBefore(restarts.get(header.head()), header)).toList();
        headers.removeAll(passed);
        return new Extent(headers, passed, free, restarts, seen, Optional.of(manifest));
    }

    private static boolean isBefore(RestartPoint restart, Header header) {
        return restart != null && header.sequence() < restart.sequence();
    }

    /// Where the head of this segment goes on, when it is there.
    Optional<RestartPoint> restartIn(Header header) {
        return Optional.ofNullable(restarts.get(header.head())).filter(at -> at.segment() == header.segment());
    }

    /// The extent without these segments.
    List<Header> without(Set<Integer> dropped) {
        return headers.stream().filter(header -> !dropped.contains(header.segment())).toList();
    }

    private static Header header(Region region, Superblock superblock, RestartPoint restart) {
        var found = header(region, superblock, restart.segment());
        if (found.isPresent()
                && found.get().generation() == restart.generation()
                && found.get().sequence() == restart.sequence()
                && found.get().head() == restart.head()) {
            return found.get();
        }
        throw new CorruptStoreException(
                ("the head of segment %d is damaged, or of another opening: append head %d goes on there after the last"
                                + " checkpoint, expected generation %d, found %s; restore the file from a copy")
                        .formatted(restart.segment(), restart.head(), restart.generation(), found));
    }

    private static Optional<Header> header(Region region, Superblock superblock, int segment) {
        return switch (SegmentHeaders.read(region.view(), superblock.base(segment), superblock.store(), segment)) {
            case Verdict.Valid(var header) -> Optional.of(header);
            case Verdict.None() -> Optional.empty();
            case Verdict.Foreign(var store, var place) ->
                    throw new CorruptStoreException(
                            "segment %d of store %s holds segment %d of store %s; restore the file from a copy"
                                    .formatted(segment, superblock.store(), place, store));
        };
    }
}
