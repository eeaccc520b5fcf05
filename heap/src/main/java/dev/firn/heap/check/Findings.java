package dev.firn.heap.check;

import dev.firn.log.Superblock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Collects what is found, up to a number. Safe for use by several threads.
final class Findings {
    private final CheckListener listener;
    private final int most;
    private final List<Finding> list = new ArrayList<>();
    private long unlisted;
    private Superblock geometry;

    Findings(CheckListener listener, int most) {
        this.listener = listener;
        this.most = most;
    }

    /// From here on places are given with the segment they are in.
    void geometry(Superblock superblock) {
        geometry = superblock;
    }

    void add(FindingKind kind, long at, String expected, String found) {
        add(new Finding(kind, at, segmentOf(at), 0, "", expected, found));
    }

    /// What is found in a collection; its name may be empty.
    Problems in(String collection) {
        return (kind, at, object, expected, found) ->
                add(new Finding(kind, at, segmentOf(at), object, collection, expected, found));
    }

    synchronized void add(Finding finding) {
        if (list.size() == most) {
            unlisted++;
            return;
        }
        list.add(finding);
        listener.found(finding);
    }

    synchronized List<Finding> list() {
        return List.copyOf(list);
    }

    /// Whether anything of these kinds was found.
    synchronized boolean has(Set<FindingKind> kinds) {
        return list.stream().anyMatch(finding -> kinds.contains(finding.kind()));
    }

    synchronized long unlisted() {
        return unlisted;
    }

    private int segmentOf(long at) {
        if (geometry == null || at < geometry.base(0)) return -1;
        return (int) ((at - geometry.base(0)) / geometry.segmentBytes());
    }

    /// Where findings about objects go.
    interface Problems {
        /// For whoever wants to know only whether there are some.
        Problems IGNORED = (_, _, _, _, _) -> {};

        void add(FindingKind kind, long at, long object, String expected, String found);
    }
}
