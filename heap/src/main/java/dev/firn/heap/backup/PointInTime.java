package dev.firn.heap.backup;

import dev.firn.heap.backup.Manifest.Copy;
import dev.firn.log.format.SuperblockLayout;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Whether a backup holds all that was there at an earlier commit, too: it does where no segment was emptied since then.
/// What is copied before a segment is emptied keeps its commit stamps, but what was replaced before it could be copied
/// is gone, so nothing is guessed where one was.
final class PointInTime {
    private final List<Manifest> all;
    private final long stamp;

    PointInTime(List<Manifest> all, long stamp) {
        this.all = all;
        this.stamp = stamp;
    }

    /// The backup that holds the state at the stamp.
    ///
    /// @param all the oldest first, at least one
    /// @throws BackupException when none provably does; the message says why
    Manifest holder() {
        Manifest before = null;
        for (var manifest : all) {
            if (manifest.stamp() == stamp) return manifest;
            if (manifest.stamp() > stamp) {
                requireAll(before, manifest);
                return manifest;
            }
            before = manifest;
        }
        throw refused("the newest backup is as of stamp " + all.getLast().stamp());
    }

    private void requireAll(Manifest before, Manifest after) {
        // Before its first checkpoint a store empties nothing.
        if ((after.features() & SuperblockLayout.CHECKPOINT) == 0) return;
        if (before == null) throw refused("the oldest backup is as of stamp " + after.stamp());
        requireKept(before, after);
        requireNoGaps(before, after);
    }

    private void requireKept(Manifest before, Manifest after) {
        var there = new HashSet<>();
        for (var copy : after.copies()) there.add(copy.header());
        for (var copy : before.copies()) {
            if (!there.contains(copy.header())) throw emptied(before, after, "segment " + copy.header().segment());
        }
    }

    /// What was opened and emptied between the two is missing in a head's numbers.
    private void requireNoGaps(Manifest before, Manifest after) {
        var last = new HashMap<Integer, Long>();
        for (var copy : before.copies()) last.merge(copy.header().head(), copy.header().sequence(), Math::max);
        var found = new TreeMap<Integer, TreeSet<Long>>();
        for (var copy : after.copies()) {
            found.computeIfAbsent(copy.header().head(), _ -> new TreeSet<>()).add(copy.header().sequence());
        }
        found.forEach((head, numbers) -> {
            long from = last.getOrDefault(head, -1L);
            long opened = numbers.last() - from;
            if (numbers.tailSet(from, false).size() != opened) {
                throw emptied(before, after, "a segment of append head " + head);
            }
        });
    }

    private BackupException emptied(Manifest before, Manifest after, String what) {
        return refused(
                "%s was emptied between backup %d (stamp %d) and backup %d (stamp %d), and what was replaced in it is gone"
                        .formatted(what, before.number(), before.stamp(), after.number(), after.stamp()));
    }

    private BackupException refused(String why) {
        return new BackupException(
                "there is no backup of stamp %d, and none holds the state at it: %s; take the stamp of a backup: %s"
                        .formatted(stamp, why, all.stream().map(Manifest::stamp).toList()));
    }

    /// By append head, in the order of opening.
    static int order(Copy a, Copy b) {
        int byHead = Integer.compare(a.header().head(), b.header().head());
        return byHead != 0 ? byHead : Long.compare(a.header().sequence(), b.header().sequence());
    }
}
