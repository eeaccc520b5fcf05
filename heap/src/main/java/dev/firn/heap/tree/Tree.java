package dev.firn.heap.tree;

import dev.firn.heap.tree.format.EntryLayout;
import dev.firn.heap.tree.format.PageHead;
import dev.firn.log.CorruptLogException;
import dev.firn.pmem.View;

/// Walks from a root to an entry. A root that is not there is an empty tree. Allocates nothing.
public final class Tree {
    public static final long ABSENT = Page.ABSENT;

    private Tree() {}

    /// The address of the entry with the key `key[0, length)` in the tree `root` as `stamp` sees it, or [#ABSENT].
    public static long find(Pages pages, long stamp, long root, byte[] key, int length) {
        var view = pages.view();
        long record = pages.record(root, stamp);
        if (record == Page.ABSENT) return ABSENT;
        for (int level = level(view, record); level > 0; ) {
            long entry = Page.route(view, record, key, 0, length);
            long child = EntryLayout.object(view, entry, EntryLayout.read(view, entry));
            record = pages.present(child, stamp);
            level = below(level, level(view, record), record);
        }
        return Page.find(view, record, key, 0, length);
    }

    private static int level(View view, long record) {
        return PageHead.level(Page.head(view, record));
    }

    /// So that a walk has an end, whatever the bytes are: who has not registered may read what is no page any more.
    private static int below(int parent, int child, long record) {
        if (child >= parent) throw new CorruptLogException(record, "a page below level " + parent, "level " + child);
        return child;
    }

    /// The entries of the tree, counted by reading the head of every leaf.
    public static long count(Pages pages, long stamp, long root) {
        long record = pages.record(root, stamp);
        return record == Page.ABSENT ? 0 : count(pages, stamp, record, new PageImage(pages.view()));
    }

    private static long count(Pages pages, long stamp, long record, PageImage spare) {
        long head = Page.head(pages.view(), record);
        if (PageHead.level(head) == 0) return PageHead.pageEntries(head);
        var image = PageHead.level(head) == 1 ? spare : new PageImage(pages.view());
        image.load(record);
        long count = 0;
        for (int child = 0; child < image.count(); child++) {
            count += count(pages, stamp, pages.present(image.object(child), stamp), spare);
        }
        return count;
    }
}
