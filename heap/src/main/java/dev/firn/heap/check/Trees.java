package dev.firn.heap.check;

import dev.firn.heap.check.Findings.Problems;
import dev.firn.heap.check.PageReader.Content;
import dev.firn.heap.check.PageReader.Item;
import java.util.Arrays;

/// Follows trees from their roots, as far as they can be read. For one thread.
final class Trees {
    /// The catalogue's tree is the first object of every store.
    static final long CATALOGUE = 1;

    private final Survey survey;
    private final PageReader reader;
    private final ObjectSet reached;
    private final CheckListener listener;
    private long pages;

    Trees(Survey survey, ObjectSet reached, CheckListener listener) {
        this.survey = survey;
        this.reader = new PageReader(survey);
        this.reached = reached;
        this.listener = listener;
    }

    /// Gets what a tree holds.
    interface Visitor {
        /// An entry of a leaf, in the order of the keys.
        ///
        /// @param page the leaf
        void entry(Item item, long page);

        /// The page cannot be read, or is not there: nothing of it will come. Its keys are from `low` on (null: from
        /// the first) and below `high` (null: to the last).
        default void lost(long page, byte[] low, byte[] high) {}

        /// What to take instead of a page that cannot be read, null for nothing. Of that only what lies between the
        /// bounds is taken.
        default Content instead(long page, int level, byte[] low, byte[] high) {
            return null;
        }
    }

    /// Pages that were reached so far.
    long pages() {
        return pages;
    }

    void walk(long root, Visitor visitor, Problems problems) {
        page(root, -1, null, null, visitor, problems);
    }

    /// @param level what it must be, -1 for a root
    private void page(long object, int level, byte[] low, byte[] high, Visitor visitor, Problems problems) {
        Cancelled.check(listener);
        if (!reached.add(object)) {
            problems.add(FindingKind.PAGE_SHARED, -1, object, "one place in one tree", "a second one");
            visitor.lost(object, low, high);
            return;
        }
        pages++;
        long record = survey.newest.address(object);
        if (record == 0) {
            problems.add(FindingKind.PAGE_MISSING, -1, object, "a page", gone(object));
        }
        var content = record == 0 ? null : reader.read(object, record, problems);
        if (content != null && isAtLevel(object, record, level, content, problems)) {
            go(object, record, content, low, high, visitor, problems);
            return;
        }
        var instead = visitor.instead(object, level, low, high);
        if (instead == null) visitor.lost(object, low, high);
        else go(object, 0, instead, low, high, visitor, Problems.IGNORED);
    }

    private String gone(long object) {
        return survey.newest.rawAddress(object) == 0 ? "nothing" : "a tombstone";
    }

    private static boolean isAtLevel(long object, long record, int level, Content content, Problems problems) {
        if (level < 0 || content.level() == level) return true;
        problems.add(FindingKind.PAGE_LEVEL, record, object, "level " + level, "" + content.level());
        return false;
    }

    private void go(
            long object, long record, Content content, byte[] low, byte[] high, Visitor visitor, Problems problems) {
        var items = content.items();
        if (items.isEmpty() && (content.level() > 0 || low != null || high != null)) {
            problems.add(FindingKind.PAGE_HEAD, record, object, "entries", "none");
        }
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            // The first child of an inner page also takes keys below its own.
            boolean free = content.level() > 0 && i == 0;
            boolean inside = isInside(item.key(), free ? null : low, high);
            if (!inside) {
                problems.add(
                        FindingKind.PAGE_BOUNDS,
                        record,
                        object,
                        "keys that belong here",
                        "entry %d: %s".formatted(i, Text.bytes(item.key())));
                if (record == 0) continue;
            }
            if (content.level() == 0) {
                visitor.entry(item, object);
                continue;
            }
            byte[] from = i == 0 ? low : item.key();
            byte[] to = i + 1 < items.size() ? items.get(i + 1).key() : high;
            page(item.object(), content.level() - 1, from, to, visitor, problems);
        }
    }

    private static boolean isInside(byte[] key, byte[] low, byte[] high) {
        return (low == null || Arrays.compareUnsigned(key, low) >= 0)
                && (high == null || Arrays.compareUnsigned(key, high) < 0);
    }
}
