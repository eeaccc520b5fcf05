package dev.firn.heap.check;

import dev.firn.heap.check.Findings.Problems;
import dev.firn.heap.tree.PageLimits;
import dev.firn.heap.tree.format.EntryLayout;
import dev.firn.heap.tree.format.PageHead;
import dev.firn.heap.tree.format.PageLayout;
import dev.firn.log.Entry;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.pmem.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Puts a page together from its records, and checks every field on the way. For one thread.
final class PageReader {
    private static final int MAX_CHAIN = PageHead.MAX_CHANGES + 1;

    private final Survey survey;
    private final View view;
    private final PageLimits limits;

    PageReader(Survey survey) {
        this.survey = survey;
        this.view = survey.view;
        this.limits = PageLimits.of(survey.superblock.segmentBytes());
    }

    /// An entry as it is stored.
    ///
    /// @param value the bytes of the value, or null when another object has them
    /// @param object that object, 0 for none
    record Item(byte[] key, byte[] value, long object) {}

    /// A page as its newest record makes it.
    ///
    /// @param items in the order of their keys
    record Content(int level, List<Item> items) {}

    /// The page whose newest record is at `record`, which is one of a whole frame; null when it cannot be read. What
    /// can be read but is not as it should be goes to `problems` only.
    Content read(long object, long record, Problems problems) {
        var chain = chain(object, record, problems);
        if (chain == null) return null;
        long whole = chain.getLast();
        var items = new TreeMap<byte[], Item>(Arrays::compareUnsigned);
        long head = readWhole(object, whole, items, problems);
        if (head < 0) return null;
        for (int i = chain.size() - 2; i >= 0; i--) {
            head = readDelta(object, chain.get(i), head, items, problems);
            if (head < 0) return null;
        }
        return new Content(PageHead.level(head), new ArrayList<>(items.values()));
    }

    /// From the newest record to the whole page.
    private List<Long> chain(long object, long record, Problems problems) {
        var chain = new ArrayList<Long>();
        long at = record;
        while (true) {
            chain.add(at);
            var kind = survey.kind(at);
            if (kind.plain() == RecordKind.PUT) return chain;
            if (kind != RecordKind.DELTA) {
                problems.add(FindingKind.PAGE_KIND, at, object, "a PUT or a DELTA", "" + kind);
                return null;
            }
            long entry = RecordLayout.previous(view, at);
            String wrong = chain.size() > MAX_CHAIN ? "a chain that does not end" : wrongPrevious(object, at, entry);
            if (wrong != null) {
                problems.add(FindingKind.DELTA_PREVIOUS, at, object, "the entry of an older version of it", wrong);
                return null;
            }
            at = Entry.address(entry);
        }
    }

    private String wrongPrevious(long object, long record, long entry) {
        long at = Entry.address(entry);
        if (!survey.isRecord(at)) return "0x%x, where no record begins".formatted(at);
        if (survey.object(at) != object) return "a record of object " + survey.object(at);
        boolean named = entry == survey.entry(at) || entry == FormerEntry.of(at, survey.footprint(at));
        if (!survey.kind(at).isVersion() || !named) {
            return "0x%x for a record %s of %d bytes".formatted(entry, survey.kind(at), survey.footprint(at));
        }
        long commit = survey.commit(at);
        return commit < survey.commit(record) ? null : "one of commit " + commit;
    }

    /// The head of the whole page, or -1.
    private long readWhole(long object, long record, TreeMap<byte[], Item> items, Problems problems) {
        long content = survey.content(record);
        int length = survey.length(record);
        if (length < PageHead.BYTES) return unreadable(record, object, "a page's head", length + " bytes", problems);
        long head = PageHead.read(view, content);
        int entries = PageHead.entries(head);
        if (PageLayout.firstEntry(entries) > length) {
            return unreadable(record, object, "%d slots".formatted(entries), length + " bytes", problems);
        }
        int expected = PageLayout.firstEntry(entries);
        byte[] before = null;
        for (int i = 0; i < entries; i++) {
            long entry = PageLayout.entry(view, content, i);
            if (entry - content != expected) {
                problems.add(
                        FindingKind.PAGE_SLOT,
                        record,
                        object,
                        "slot %d to be %d".formatted(i, expected),
                        "" + (entry - content));
            }
            var item = item(object, record, entry, content + length, PageHead.level(head), false, problems);
            if (item == null) return -1;
            if (before != null && Arrays.compareUnsigned(before, item.key()) >= 0) order(record, object, i, problems);
            before = item.key();
            items.put(item.key(), item);
            expected = (int) (entry - content) + EntryLayout.bytes(EntryLayout.read(view, entry));
        }
        long wanted = PageHead.of(0, PageHead.level(head), entries, entries, length);
        if (head != wanted || expected != length) headWrong(record, object, wanted, head, problems);
        return head & Long.MAX_VALUE;
    }

    private long readDelta(long object, long record, long base, TreeMap<byte[], Item> items, Problems problems) {
        long content = survey.content(record);
        int length = survey.length(record);
        if (length < PageHead.BYTES) return unreadable(record, object, "a page's head", length + " bytes", problems);
        long head = PageHead.read(view, content);
        int entries = PageHead.entries(head);
        boolean removals = PageHead.hasRemovals(base);
        byte[] before = null;
        long at = PageLayout.firstChange(content);
        for (int i = 0; i < entries; i++) {
            var item = item(object, record, at, content + length, PageHead.level(base), true, problems);
            if (item == null) return -1;
            if (before != null && Arrays.compareUnsigned(before, item.key()) >= 0) order(record, object, i, problems);
            before = item.key();
            boolean removed = item.value() == null && item.object() == 0;
            if (removed) items.remove(item.key());
            else items.put(item.key(), item);
            removals |= removed;
            at += EntryLayout.bytes(EntryLayout.read(view, at));
        }
        int bytes = PageHead.BYTES + items.values().stream().mapToInt(PageReader::cost).sum();
        int changes = PageHead.changes(base) + entries;
        long wanted = PageHead.of(changes, PageHead.level(base), entries, items.size(), bytes);
        if (removals) wanted = PageHead.withRemovals(wanted);
        if (head != wanted || at != content + length) headWrong(record, object, wanted, head, problems);
        return head & Long.MAX_VALUE;
    }

    private static int cost(Item item) {
        int value = item.object() != 0 ? EntryLayout.REFERENCE_BYTES : item.value().length;
        return EntryLayout.BYTES + item.key().length + value + PageLayout.SLOT_BYTES;
    }

    /// The entry at `at`, or null when it is none. A removal has neither value nor object.
    private Item item(long object, long record, long at, long end, int level, boolean change, Problems problems) {
        if (at + EntryLayout.BYTES > end) return noEntry(record, object, "beyond the end", problems);
        int lengths = EntryLayout.read(view, at);
        if (at + EntryLayout.bytes(lengths) > end) return noEntry(record, object, "longer than the page", problems);
        byte[] key = survey.bytes(EntryLayout.key(at), EntryLayout.keyLength(lengths));
        if (key.length > limits.keyBytes()) entryWrong(record, object, "a key of %d bytes", key.length, problems);
        if (EntryLayout.isRemoved(lengths)) {
            return change ? new Item(key, null, 0) : noEntry(record, object, "a removal", problems);
        }
        if (EntryLayout.isReference(lengths)) {
            long named = EntryLayout.object(view, at, lengths);
            if (named < 1 || named > RecordLayout.MAX_OBJECT) {
                return noEntry(record, object, "a reference to object " + named, problems);
            }
            return new Item(key, null, named);
        }
        int length = EntryLayout.valueLength(lengths);
        boolean plain = EntryLayout.inline(key.length, length) == lengths;
        if (level > 0 || !plain) return noEntry(record, object, "a value where a reference must be", problems);
        if (length > limits.inlineBytes()) entryWrong(record, object, "a value of %d bytes", length, problems);
        return new Item(key, survey.bytes(EntryLayout.value(at, lengths), length), 0);
    }

    private static Item noEntry(long record, long object, String found, Problems problems) {
        problems.add(FindingKind.PAGE_ENTRY, record, object, "an entry", found);
        return null;
    }

    private static void entryWrong(long record, long object, String found, int length, Problems problems) {
        problems.add(FindingKind.PAGE_ENTRY, record, object, "an entry within its limits", found.formatted(length));
    }

    private static void order(long record, long object, int index, Problems problems) {
        problems.add(
                FindingKind.PAGE_ORDER,
                record,
                object,
                "rising keys",
                "entry %d not behind the one before".formatted(index));
    }

    private static void headWrong(long record, long object, long wanted, long head, Problems problems) {
        var kind = PageHead.level(head) != PageHead.level(wanted) ? FindingKind.PAGE_LEVEL : FindingKind.PAGE_HEAD;
        problems.add(kind, record, object, text(wanted), text(head) + " or another length");
    }

    private static String text(long head) {
        return "level %d, %d entries of %d in %d bytes, %d changes%s"
                .formatted(
                        PageHead.level(head),
                        PageHead.entries(head),
                        PageHead.pageEntries(head),
                        PageHead.pageBytes(head),
                        PageHead.changes(head),
                        PageHead.hasRemovals(head) ? " with removals" : "");
    }

    private static long unreadable(long record, long object, String expected, String found, Problems problems) {
        problems.add(FindingKind.PAGE_HEAD, record, object, expected, found);
        return -1;
    }
}
