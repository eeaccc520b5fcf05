package dev.firn.heap.tree;

import dev.firn.heap.tree.format.EntryLayout;
import dev.firn.heap.tree.format.PageHead;
import dev.firn.heap.tree.format.PageLayout;
import dev.firn.log.Batch;
import dev.firn.log.Entry;
import dev.firn.log.Log;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Turns sorted [Changes] of a tree into records of a batch: one record a page, however many of its entries change.
///
/// The root's object id never changes: when it gets too long its content moves into new children. In an inner page a
/// child takes the keys from its own on; the first child also those below. Reusable; for the one writer.
public final class TreeWriter {
    private static final byte[] NO_KEY = {};
    private static final long EMPTY = PageHead.of(0, 0, 0, 0, PageHead.BYTES);

    private final Log log;
    private final View view;
    private final Versions versions;
    private final PageLimits limits;
    private final Splitter splitter;
    private final List<Level> levels = new ArrayList<>();
    private Batch batch;
    private long leaf;
    private boolean writesWhole;

    public TreeWriter(Log log, Versions versions, PageLimits limits) {
        this.log = log;
        this.view = log.view();
        this.versions = versions;
        this.limits = limits;
        this.splitter = new Splitter(limits);
    }

    /// From here on pages are written whole, not as changes: what they were before is garbage at once.
    public void writeWhole(boolean value) {
        writesWhole = value;
    }

    /// What it reads through.
    public View view() {
        return view;
    }

    /// What is needed at one height of the tree, where never more than one page is in work.
    private record Level(PageImage image, Changes changes) {}

    /// Adds to `target` what makes `changes` true in the tree `root`. All of them must really change something.
    public void apply(long root, Changes changes, Batch target) {
        batch = target;
        edit(root, changes, 0, changes.count(), null);
    }

    /// The address of the entry with this key as the next commit will find it, or [Tree#ABSENT]. Remembers the leaf for
    /// [#applyFound].
    public long find(long root, byte[] key, int length) {
        leaf = root;
        long entry = versions.newest(root);
        if (entry == Entry.NONE) return Tree.ABSENT;
        while (PageHead.level(Page.head(view, Entry.address(entry))) > 0) {
            long child = Page.route(view, Entry.address(entry), key, 0, length);
            leaf = EntryLayout.object(view, child, EntryLayout.read(view, child));
            entry = versions.newest(leaf);
            if (entry == Entry.NONE) throw new MissingObjectException(leaf, Pages.NEWEST);
        }
        return Page.find(view, Entry.address(entry), key, 0, length);
    }

    /// As [#apply], for the one change of the key that [#find] looked for last, with no commit since.
    public void applyFound(long root, Changes changes, Batch target) {
        long entry = versions.newest(leaf);
        long head = entry == Entry.NONE ? EMPTY : Page.head(view, Entry.address(entry));
        boolean stays =
                PageHead.pageEntries(head) + changes.entriesAdded(0) > 0
                        && PageHead.pageBytes(head) + changes.bytesAdded(0) <= limits.pageBytes();
        batch = target;
        if (stays) settle(leaf, entry, head, changes, 0, 1, null);
        else edit(root, changes, 0, 1, null);
    }

    /// A tree without entries, as its first record.
    public void create(long root, Batch target) {
        batch = target;
        var image = level(0).image();
        image.clear(0);
        writePage(root, image, 0, 0);
    }

    /// Adds what makes `changes`, which only put, the whole content of the tree. What the entries before refer to is
    /// the caller's to bury.
    public void replace(long root, Changes changes, Batch target) {
        batch = target;
        buryChildren(Entry.address(versions.newest(root)));
        settle(root, Entry.NONE, EMPTY, changes, 0, changes.count(), null);
    }

    private void buryChildren(long record) {
        if (PageHead.level(Page.head(view, record)) == 0) return;
        var image = new PageImage(view);
        image.load(record);
        for (int child = 0; child < image.count(); child++) {
            long object = image.object(child);
            buryChildren(Entry.address(versions.newest(object)));
            batch.tombstone(object);
        }
    }

    /// Changes one page and what is below. Separators of new siblings go to `above`, which is null for the root.
    /// Returns whether the page is gone.
    private boolean edit(long page, Changes changes, int from, int to, Changes above) {
        long entry = versions.newest(page);
        long head = entry == Entry.NONE ? EMPTY : Page.head(view, Entry.address(entry));
        if (PageHead.level(head) == 0) return settle(page, entry, head, changes, from, to, above);
        var mine = level(PageHead.level(head)).changes();
        mine.clear();
        if (to - from == 1) editOnPath(entry, changes, from, mine);
        else editChildren(entry, PageHead.level(head), changes, from, to, mine);
        return mine.count() > 0 && settle(page, entry, head, mine, 0, mine.count(), above);
    }

    /// For a single change, which needs no image of the page on its way down.
    private void editOnPath(long entry, Changes changes, int change, Changes mine) {
        long record = Entry.address(entry);
        int key = EntryLayout.key(changes.start(change));
        long child = Page.route(view, record, changes.bytes(), key, EntryLayout.keyLength(changes.lengths(change)));
        editChild(child, changes, change, change + 1, mine);
    }

    private void editChildren(long entry, int level, Changes changes, int from, int to, Changes mine) {
        var image = level(level).image();
        image.load(Entry.address(entry));
        int child = 0;
        for (int change = from; change < to; ) {
            child = childOf(image, changes, change, child);
            int end = endOf(image, changes, change, to, child);
            editChild(image.entry(child), changes, change, end, mine);
            change = end;
        }
    }

    private void editChild(long entry, Changes changes, int from, int to, Changes mine) {
        int before = mine.count();
        long child = EntryLayout.object(view, entry, EntryLayout.read(view, entry));
        if (edit(child, changes, from, to, mine)) mine.remove(view, entry);
        else if (before < mine.count() && compare(entry, mine, before) >= 0) lowerFirstKey(entry, child, mine);
    }

    /// The first child also takes keys below its own; now it has been divided at one of them. So that the parts stay in
    /// order it moves under the lowest key of all. A part that begins with the very key that the child had takes the
    /// place of its entry.
    private void lowerFirstKey(long entry, long child, Changes mine) {
        mine.putReference(NO_KEY, 0, child, Changes.NO_ENTRY);
        mine.moveLastTo(0);
        int place = 1;
        while (place < mine.count() && compare(entry, mine, place) > 0) place++;
        if (place < mine.count() && compare(entry, mine, place) == 0) {
            mine.replaces(place, view, entry);
            return;
        }
        mine.remove(view, entry);
        mine.moveLastTo(place);
    }

    /// The key of an entry against that of a change.
    private int compare(long entry, Changes changes, int change) {
        return Keys.compare(
                view,
                EntryLayout.key(entry),
                EntryLayout.keyLength(EntryLayout.read(view, entry)),
                changes.bytes(),
                EntryLayout.key(changes.start(change)),
                EntryLayout.keyLength(changes.lengths(change)));
    }

    private static int childOf(PageImage image, Changes changes, int change, int low) {
        int start = changes.start(change);
        int length = EntryLayout.keyLength(changes.lengths(change));
        int found = image.search(changes.bytes(), EntryLayout.key(start), length, low);
        return found < 0 ? Math.max(0, ~found - 1) : found;
    }

    /// The first change that belongs to a later child.
    private int endOf(PageImage image, Changes changes, int from, int to, int child) {
        if (child + 1 >= image.count()) return to;
        int end = from + 1;
        while (end < to && compare(image.entry(child + 1), changes, end) > 0) end++;
        return end;
    }

    /// Writes the page with its changes: as a change, whole, in parts, or not at all (then it answers true).
    private boolean settle(long page, long entry, long head, Changes changes, int from, int to, Changes above) {
        int entries = PageHead.pageEntries(head);
        int bytes = PageHead.pageBytes(head);
        int changedBytes = 0;
        boolean removals = PageHead.hasRemovals(head);
        for (int change = from; change < to; change++) {
            int lengths = changes.lengths(change);
            entries += changes.entriesAdded(change);
            bytes += changes.bytesAdded(change);
            changedBytes += EntryLayout.bytes(lengths);
            removals |= EntryLayout.isRemoved(lengths);
        }
        if (entries == 0) return empty(page, above);
        int level = PageHead.level(head);
        int chain = PageHead.changes(head) + to - from;
        boolean whole = bytes <= limits.pageBytes() || entries < PageLimits.SPLIT_ENTRIES;
        if (whole && !writesWhole && chain <= PageLimits.chainChanges(level) && mayChain(entry, changedBytes, bytes)) {
            long base = removals ? entry : joinedFrom(entry, changedBytes, bytes / PageLimits.JOINED_SHARE);
            if (base != entry) {
                writeJoined(page, entry, base, PageHead.of(0, level, 0, entries, bytes), changes, from, to);
                return false;
            }
            long newHead = PageHead.of(chain, level, to - from, entries, bytes);
            if (removals) newHead = PageHead.withRemovals(newHead);
            writeDelta(page, entry, newHead, changes, from, to, changedBytes);
            return false;
        }
        var image = level(level).image();
        if (entry == Entry.NONE) image.clear(0);
        else image.load(Entry.address(entry));
        boolean appended = image.apply(changes, from, to);
        if (whole) writePage(page, image, 0, image.count());
        else split(page, image, appended, above);
        return false;
    }

    /// Whether a change may go in front of `newest`: with it, the chain is no longer than the page.
    private boolean mayChain(long newest, int changedBytes, int pageBytes) {
        if (newest == Entry.NONE || 2 * changedBytes > pageBytes) return false;
        int records = 1;
        long bytes = changedBytes;
        for (long entry = newest; Entry.isChange(entry); entry = before(entry)) {
            bytes += Entry.sizeBytes(entry);
            records++;
        }
        return records <= PageLimits.CHAIN_RECORDS && bytes <= pageBytes;
    }

    private long before(long entry) {
        return RecordLayout.previous(view, Entry.address(entry));
    }

    /// What the next change goes in front of: the newest version, or, when enough short changes lie one behind the
    /// other, the one before them, because following a chain costs more than repeating a few entries.
    private long joinedFrom(long entry, int changedBytes, int mostBytes) {
        long joined = entry;
        long base = entry;
        long bytes = changedBytes;
        for (int tier = PageLimits.JOINED; ; tier *= PageLimits.JOINED) {
            int changes = 1;
            for (; Page.entriesOfDelta(view, Entry.address(base)) < tier; base = before(base)) {
                bytes += Entry.sizeBytes(base);
                changes++;
            }
            if (changes < PageLimits.JOINED || bytes > mostBytes) return joined;
            joined = base;
        }
    }

    private boolean empty(long page, Changes above) {
        if (above == null) {
            create(page, batch);
            return false;
        }
        batch.tombstone(page);
        return true;
    }

    private void split(long page, PageImage image, boolean appended, Changes above) {
        splitter.divide(image, appended);
        if (above == null) growRoot(page, image);
        else writeParts(page, image, above);
    }

    private void writeParts(long page, PageImage image, Changes above) {
        for (int part = 0; part < splitter.parts(); part++) {
            long object = part == 0 ? page : log.newObject();
            writePage(object, image, splitter.from(part), splitter.to(part));
            if (part > 0) putSeparator(image, splitter.from(part), object, above);
        }
    }

    /// Everything moves into new children, under the empty key for the first.
    private void growRoot(long root, PageImage image) {
        int height = image.level() + 1;
        var separators = level(height).changes();
        separators.clear();
        long first = log.newObject();
        separators.putReference(NO_KEY, 0, first, Changes.NO_ENTRY);
        writeParts(first, image, separators);
        var above = level(height).image();
        above.clear(height);
        above.apply(separators, 0, separators.count());
        if (above.bytes(0, above.count()) <= limits.pageBytes() || above.count() < PageLimits.SPLIT_ENTRIES) {
            writePage(root, above, 0, above.count());
        } else {
            splitter.divide(above, false);
            growRoot(root, above);
        }
    }

    /// The key under which the parent finds the part that begins with entry `index`: in a leaf no longer than is
    /// needed.
    private static void putSeparator(PageImage image, int index, long object, Changes above) {
        int length = EntryLayout.keyLength(image.lengths(index));
        if (image.level() == 0) {
            int before = EntryLayout.keyLength(image.lengths(index - 1));
            int same = 0;
            while (same < before && image.keyByte(index - 1, same) == image.keyByte(index, same)) same++;
            length = same + 1;
        }
        var separator = new byte[length];
        image.copyKey(index, separator, length);
        above.putReference(separator, length, object, Changes.NO_ENTRY);
    }

    private void writePage(long page, PageImage image, int from, int to) {
        int content = batch.beginPut(page, image.bytes(from, to));
        batch.end(image.write(batch.bytes(), content, from, to));
    }

    private void writeDelta(long page, long entry, long head, Changes changes, int from, int to, int changedBytes) {
        int content = batch.beginDelta(page, entry, PageHead.BYTES + changedBytes);
        PageHead.write(batch.bytes(), content, head);
        long at = PageLayout.firstChange(content);
        for (int change = from; change < to; change++) {
            int bytes = EntryLayout.bytes(changes.lengths(change));
            MemorySegment.copy(changes.segment(), changes.start(change), batch.bytes(), at, bytes);
            at += bytes;
        }
        batch.end(PageHead.BYTES + changedBytes);
    }

    /// Writes the changes, which only put, and those from `entry` down to `base` as one.
    private void writeJoined(long page, long entry, long base, long head, Changes changes, int from, int to) {
        int level = PageHead.level(head);
        var image = level(level).image();
        image.loadChanges(Entry.address(entry), Entry.address(base));
        image.apply(changes, from, to);
        int chain = PageHead.changes(Page.head(view, Entry.address(base))) + image.count();
        int content = batch.beginDelta(page, base, image.bytes(0, image.count()));
        long joined = PageHead.of(chain, level, image.count(), PageHead.pageEntries(head), PageHead.pageBytes(head));
        batch.end(image.writeChange(batch.bytes(), content, joined));
    }

    private Level level(int level) {
        while (levels.size() <= level) levels.add(new Level(new PageImage(view), new Changes()));
        return levels.get(level);
    }
}
