package dev.firn.heap.check;

import dev.firn.log.LogOptions;
import dev.firn.log.SegmentHeaders;
import dev.firn.log.SegmentHeaders.Verdict;
import dev.firn.log.Superblock;
import dev.firn.log.SuperblockSlots;
import dev.firn.log.SuperblockSlots.Slot;
import dev.firn.log.format.SegmentLayout;
import dev.firn.log.format.SuperblockLayout;
import dev.firn.pmem.Region;
import dev.firn.recovery.Recovery;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Decides what the store's shape is: by its superblocks, or, when both are lost, by the heads of its segments.
final class Superblocks {
    private final Region region;
    private final Findings findings;

    Superblocks(Region region, Findings findings) {
        this.region = region;
        this.findings = findings;
    }

    /// Whose word counts, or null when there is nothing of a store here.
    Superblock read() {
        var a = SuperblockSlots.read(region, 0);
        var b = SuperblockSlots.read(region, 1);
        if (a instanceof Slot.Newer newer) return refuse(newer, 0);
        if (b instanceof Slot.Newer newer) return refuse(newer, 1);
        note(a, 0);
        note(b, 1);
        Superblock first = sound(a, 0);
        Superblock second = sound(b, 1);
        if (first == null && second == null) return lost(a, b);
        if (first != null && second != null) return ofTwo(first, second);
        return fitted(first != null ? first : second);
    }

    private Superblock refuse(Slot.Newer newer, int slot) {
        findings.add(
                FindingKind.NEWER_FORMAT,
                SuperblockLayout.slot(slot),
                "format %d.x without unknown features".formatted(SuperblockLayout.MAJOR),
                "format %d.%d, features 0x%x"
                        .formatted(newer.format().major(), newer.format().minor(), newer.format().incompatible()));
        return null;
    }

    private void note(Slot slot, int index) {
        String found =
                switch (slot) {
                    case Slot.Damaged(var why) -> why;
                    case Slot.Foreign(var zero) -> zero ? "" : "its first word is not ours";
                    case Slot.Valid _, Slot.Newer _ -> "";
                };
        if (found.isEmpty()) return;
        findings.add(FindingKind.SUPERBLOCK_SLOT, SuperblockLayout.slot(index), "a whole superblock", found);
    }

    /// What a slot says, if it makes sense.
    private Superblock sound(Slot slot, int index) {
        if (!(slot instanceof Slot.Valid(var superblock))) return null;
        long at = SuperblockLayout.slot(index);
        boolean sound = true;
        if ((superblock.sequence() & 1) != index) {
            findings.add(
                    FindingKind.SUPERBLOCK_SEQUENCE,
                    at,
                    (index == 0 ? "an even" : "an odd") + " sequence",
                    "" + superblock.sequence());
        }
        if (superblock.life() < 1) findings.add(FindingKind.SUPERBLOCK_LIFE, at, "1 or more", "" + superblock.life());
        int state = SuperblockLayout.state(region.view(), at);
        if (state != SuperblockLayout.STATE_OPEN && state != SuperblockLayout.STATE_CLOSED) {
            findings.add(FindingKind.SUPERBLOCK_STATE, at, "state 1 or 2", "" + state);
        }
        if (state == SuperblockLayout.STATE_OPEN && !superblock.ends().isEmpty()) {
            findings.add(FindingKind.SUPERBLOCK_STATE, at, "no ends while it is open", superblock.ends().toString());
        }
        int bytes = superblock.segmentBytes();
        if (Integer.bitCount(bytes) != 1
                || bytes < LogOptions.MIN_SEGMENT_BYTES
                || bytes > LogOptions.MAX_SEGMENT_BYTES) {
            findings.add(
                    FindingKind.SUPERBLOCK_GEOMETRY,
                    at,
                    "segments of a power of two from 4 KiB to 16 MiB",
                    bytes + " bytes");
            sound = false;
        } else if (superblock.segmentCount() < 1) {
            findings.add(FindingKind.SUPERBLOCK_GEOMETRY, at, "a segment at least", "" + superblock.segmentCount());
            sound = false;
        }
        return sound ? superblock : null;
    }

    private Superblock ofTwo(Superblock a, Superblock b) {
        var newer = a.sequence() > b.sequence() ? a : b;
        var older = newer == a ? b : a;
        if (!a.store().equals(b.store())) {
            findings.add(FindingKind.SUPERBLOCK_STORE, 0, "one store", a.store() + " and " + b.store());
            return mostSegments(a, b);
        }
        long at = SuperblockLayout.slot((int) (newer.sequence() & 1));
        if (newer.sequence() - older.sequence() != 1) {
            findings.add(
                    FindingKind.SUPERBLOCK_SEQUENCE,
                    at,
                    "consecutive sequences",
                    older.sequence() + " and " + newer.sequence());
        }
        if (older.life() > newer.life() || newer.closed() && older.life() != newer.life()) {
            findings.add(
                    FindingKind.SUPERBLOCK_LIFE, at, "that of the slot before, " + older.life(), "" + newer.life());
        }
        if (older.segmentBytes() != newer.segmentBytes()) {
            findings.add(
                    FindingKind.SUPERBLOCK_GEOMETRY,
                    at,
                    "segments of one size",
                    older.segmentBytes() + " and " + newer.segmentBytes());
            return mostSegments(newer, older);
        }
        compareCounts(newer, older, at);
        if (newer.closed() && older.closed() && !newer.ends().equals(older.ends())) {
            findings.add(
                    FindingKind.SUPERBLOCK_END, at, "the ends of the other slot, " + older.ends(), "" + newer.ends());
        }
        return fitted(newer);
    }

    private void compareCounts(Superblock newer, Superblock older, long at) {
        boolean same = newer.segmentCount() == older.segmentCount();
        boolean closedTwice = newer.closed() && older.closed();
        if (closedTwice && !same || newer.closed() && newer.segmentCount() < older.segmentCount()) {
            findings.add(
                    FindingKind.SUPERBLOCK_GEOMETRY,
                    at,
                    older.segmentCount() + " segments, as the other slot",
                    "" + newer.segmentCount());
        }
    }

    /// With as many segments as the file has.
    private Superblock fitted(Superblock superblock) {
        long size = region.size();
        if (size < superblock.regionBytes()) {
            findings.add(
                    FindingKind.FILE_TRUNCATED,
                    size,
                    "%d bytes for %d segments".formatted(superblock.regionBytes(), superblock.segmentCount()),
                    size + " bytes");
        }
        long fits = Math.max(0, size - superblock.base(0)) / superblock.segmentBytes();
        return superblock.withSegments((int) fits);
    }

    /// Of two that contradict each other the one whose segments are here.
    private Superblock mostSegments(Superblock a, Superblock b) {
        return heads(fitted(a)) >= heads(fitted(b)) ? fitted(a) : fitted(b);
    }

    private int heads(Superblock superblock) {
        int found = 0;
        for (int segment = 0; segment < superblock.segmentCount(); segment++) {
            var verdict = SegmentHeaders.read(region.view(), superblock.base(segment), superblock.store(), segment);
            if (verdict instanceof Verdict.Valid) found++;
        }
        return found;
    }

    private Superblock lost(Slot a, Slot b) {
        var guess = guess();
        if (guess != null) {
            findings.add(
                    FindingKind.SUPERBLOCKS_LOST,
                    0,
                    "a whole superblock",
                    "none; segments of store %s, %d bytes each, were found"
                            .formatted(guess.store(), guess.segmentBytes()));
            return guess;
        }
        boolean blank = Recovery.isBlank(region);
        findings.add(
                FindingKind.NOT_A_STORE,
                0,
                "a superblock",
                blank ? "nothing was ever stored here" : "other bytes in both of its places");
        return null;
    }

    /// By where the heads of segments lie: each says which number it has, so it tells the size of segments.
    private Superblock guess() {
        Map<Shape, Integer> votes = new HashMap<>();
        var view = region.view();
        int step = LogOptions.MIN_SEGMENT_BYTES;
        for (long at = 2L * step; at + SegmentLayout.FRAMES <= region.size(); at += step) {
            if (!SegmentLayout.hasMagic(view, at)) continue;
            var store = SegmentLayout.store(view, at);
            int id = SegmentLayout.id(view, at);
            if (!(SegmentHeaders.read(view, at, store, id) instanceof Verdict.Valid)) continue;
            for (int bytes = step; bytes <= LogOptions.MAX_SEGMENT_BYTES; bytes <<= 1) {
                boolean fits = SuperblockLayout.dataStart(bytes) + (long) id * bytes == at;
                if (fits) votes.merge(new Shape(store, bytes), 1, Integer::sum);
            }
        }
        var best = votes.entrySet().stream().max(Map.Entry.comparingByValue());
        return best.map(e -> fitted(Superblock.first(e.getKey().store(), e.getKey().segmentBytes(), 0))).orElse(null);
    }

    /// What the head of a segment says of the store.
    private record Shape(UUID store, int segmentBytes) {}
}
