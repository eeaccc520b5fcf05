package dev.firn.heap.tree;

import dev.firn.heap.tree.format.EntryLayout;
import dev.firn.heap.tree.format.PageHead;
import java.util.Arrays;

/// Goes through the entries of a tree as one commit stamp sees it, in either direction. What it holds grows with the
/// height of the tree alone. Not safe for use by several threads; whoever holds it keeps the snapshot registered.
///
/// The positioning methods say whether there is such an entry; then [#entry] is its address.
public final class Cursor {
    private final Pages pages;
    private final long root;
    private final long stamp;
    private PageImage[] path = new PageImage[4];
    private int[] positions = new int[4];
    private int height;
    private long object;

    public Cursor(Pages pages, long root, long stamp) {
        this.pages = pages;
        this.root = root;
        this.stamp = stamp;
    }

    /// The page that it looked for last: where it stands, or what it could not read.
    public long object() {
        return object;
    }

    /// The address of the current entry.
    public long entry() {
        return path[0].entry(positions[0]);
    }

    public boolean first() {
        if (!openRoot()) return false;
        for (int level = height - 1; level > 0; level--) descend(level, 0);
        positions[0] = 0;
        return path[0].count() > 0;
    }

    public boolean last() {
        if (!openRoot()) return false;
        for (int level = height - 1; level > 0; level--) descend(level, path[level].count() - 1);
        positions[0] = path[0].count() - 1;
        return positions[0] >= 0;
    }

    /// To the first entry whose key is not smaller than `key`, or, when not `orEqual`, greater.
    public boolean seekUp(byte[] key, int length, boolean orEqual) {
        if (!openRoot()) return false;
        int found = seek(key, length);
        positions[0] = found < 0 ? ~found : orEqual ? found : found + 1;
        return positions[0] < path[0].count() || nextLeaf();
    }

    /// To the last entry whose key is not greater than `key`, or, when not `orEqual`, smaller.
    public boolean seekDown(byte[] key, int length, boolean orEqual) {
        if (!openRoot()) return false;
        int found = seek(key, length);
        positions[0] = found < 0 ? ~found - 1 : orEqual ? found : found - 1;
        return positions[0] >= 0 || previousLeaf();
    }

    public boolean next() {
        return ++positions[0] < path[0].count() || nextLeaf();
    }

    public boolean previous() {
        return --positions[0] >= 0 || previousLeaf();
    }

    /// Whether no entry of the tree comes after the current one.
    public boolean isAtLast() {
        for (int level = 0; level < height; level++) if (positions[level] + 1 < path[level].count()) return false;
        return true;
    }

    /// Whether no entry of the tree comes before the current one.
    public boolean isAtFirst() {
        for (int level = 0; level < height; level++) if (positions[level] > 0) return false;
        return true;
    }

    /// How the key of the current entry compares with `key`.
    public int compareKey(byte[] key, int length) {
        long entry = entry();
        int lengths = EntryLayout.read(pages.view(), entry);
        return Keys.compare(pages.view(), EntryLayout.key(entry), EntryLayout.keyLength(lengths), key, 0, length);
    }

    private boolean openRoot() {
        object = root;
        long record = pages.record(root, stamp);
        if (record == Page.ABSENT) return false;
        height = PageHead.level(Page.head(pages.view(), record)) + 1;
        if (path.length < height) {
            path = Arrays.copyOf(path, height);
            positions = Arrays.copyOf(positions, height);
        }
        image(height - 1).load(record);
        return true;
    }

    private int seek(byte[] key, int length) {
        for (int level = height - 1; level > 0; level--) {
            int found = path[level].search(key, 0, length, 0);
            descend(level, Math.max(0, found < 0 ? ~found - 1 : found));
        }
        return path[0].search(key, 0, length, 0);
    }

    private boolean nextLeaf() {
        int level = 1;
        while (level < height && positions[level] + 1 >= path[level].count()) level++;
        if (level >= height) return false;
        descend(level, positions[level] + 1);
        while (--level > 0) descend(level, 0);
        positions[0] = 0;
        return true;
    }

    private boolean previousLeaf() {
        int level = 1;
        while (level < height && positions[level] == 0) level++;
        if (level >= height) return false;
        descend(level, positions[level] - 1);
        while (--level > 0) descend(level, path[level].count() - 1);
        positions[0] = path[0].count() - 1;
        return true;
    }

    /// Loads the page one level below, at `position` of the page at `level`.
    private void descend(int level, int position) {
        positions[level] = position;
        object = path[level].object(position);
        image(level - 1).load(pages.present(object, stamp));
    }

    private PageImage image(int level) {
        if (path[level] == null) path[level] = new PageImage(pages.view());
        return path[level];
    }
}
