package dev.firn.heap.check;

import static dev.firn.heap.check.Editor.at;

import dev.firn.heap.tree.format.EntryLayout;
import dev.firn.heap.tree.format.PageHead;
import dev.firn.heap.tree.format.PageLayout;
import dev.firn.log.format.RecordKind;
import java.util.List;

/// Fields of pages, their entries, and of the catalogue.
final class CorruptPages extends CorruptCases {
    CorruptPages() {
        pageHead();
        pageEntries();
        catalogue();
    }

    private void pageHead() {
        for (var kind : List.of(RecordKind.PUT, RecordKind.DELTA)) {
            head(kind, "changes", "+ 1", FindingKind.PAGE_HEAD, (e, at) -> add(e, at, 1));
            head(
                    kind,
                    "level",
                    "1",
                    kind == RecordKind.PUT ? FindingKind.PAGE_ENTRY : FindingKind.PAGE_LEVEL,
                    (e, at) -> add(e, at, 1));
            head(kind, "level: removals", "the other", FindingKind.PAGE_HEAD, (e, at) -> add(e, at, 0x80));
            head(kind, "entries", "- 1", FindingKind.PAGE_HEAD, (e, at) -> add(e, at, -1));
            head(kind, "pageEntries", "+ 1", FindingKind.PAGE_HEAD, (e, at) -> add(e, at, 1));
            head(kind, "pageBytes", "+ 1", FindingKind.PAGE_HEAD, (e, at) -> add(e, at, 1));
        }
        add(
                "page",
                "entries",
                "more than there is room for",
                FindingKind.PAGE_HEAD,
                e -> {
                    long record = e.record(e.leaves("bulk"), RecordKind.PUT);
                    e.bytes.putShort(e.head(record) + at(PageHead.LAYOUT, "entries"), (short) 60_000);
                    e.sealAround(record);
                });
        add(
                "inner page",
                "level",
                "+ 1",
                FindingKind.PAGE_LEVEL,
                e -> {
                    long record = e.wholeOf(e.survey.newest.address(e.root("words")));
                    add(e, e.head(record) + at(PageHead.LAYOUT, "level"), 1);
                    e.sealAround(record);
                });
    }

    private void head(RecordKind record, String field, String change, FindingKind kind, Field edit) {
        String name = field.split(":")[0];
        add(
                record == RecordKind.PUT ? "page" : "change",
                field,
                change,
                kind,
                e -> {
                    long at = record == RecordKind.PUT ? e.record(e.leaves("bulk"), record) : e.change();
                    edit.change(e, e.head(at) + at(PageHead.LAYOUT, name));
                    e.sealAround(at);
                });
    }

    private void pageEntries() {
        entry(
                "slot",
                "the first",
                "where no entry begins",
                FindingKind.PAGE_SLOT,
                (e, page) -> add(e, e.head(page) + PageHead.BYTES, 1));
        entry(
                "slot",
                "the second",
                "as the first",
                FindingKind.PAGE_SLOT,
                (e, page) ->
                        e.bytes.putShort(
                                e.head(page) + PageHead.BYTES + PageLayout.SLOT_BYTES,
                                e.bytes.getShort(e.head(page) + PageHead.BYTES)));
        entry(
                "entry",
                "keyLength",
                "beyond the page",
                FindingKind.PAGE_ENTRY,
                (e, page) -> e.bytes.putShort(e.entry(page, 1), (short) 3000));
        entry("entry", "keyLength", "- 1", FindingKind.PAGE_SLOT, (e, page) -> add(e, e.entry(page, 1), -1));
        entry(
                "entry",
                "value",
                "a length beyond the page",
                FindingKind.PAGE_ENTRY,
                (e, page) -> e.bytes.putShort(e.entry(page, 1) + at(EntryLayout.LAYOUT, "value"), (short) 3000));
        entry(
                "entry",
                "value",
                "removed",
                FindingKind.PAGE_ENTRY,
                (e, page) -> e.bytes.putShort(e.entry(page, 1) + at(EntryLayout.LAYOUT, "value"), (short) -1));
        entry(
                "entry",
                "value",
                "no length and no reference",
                FindingKind.PAGE_ENTRY,
                (e, page) -> e.bytes.putShort(e.entry(page, 1) + at(EntryLayout.LAYOUT, "value"), (short) 0x8003));
        entry(
                "entry",
                "key",
                "greater than the next",
                FindingKind.PAGE_ORDER,
                (e, page) -> e.bytes.put(e.key(e.entry(page, 1)), (byte) 0xff));
        entry(
                "entry",
                "key",
                "in another page's bounds",
                FindingKind.PAGE_BOUNDS,
                (e, page) -> {
                    int entries = PageHead.entries(PageHead.read(e.survey.view, e.survey.content(page)));
                    e.bytes.put(e.key(e.entry(page, entries - 1)), (byte) 0xff);
                });
        add(
                "entry of a change",
                "keyLength",
                "beyond the record",
                FindingKind.PAGE_ENTRY,
                e -> {
                    long record = e.change();
                    e.bytes.putShort(e.firstChange(record), (short) 3000);
                    e.sealAround(record);
                });
        add(
                "entry of a change",
                "value",
                "removed instead of put",
                FindingKind.PAGE_HEAD,
                e -> {
                    long record = e.change();
                    e.bytes.putShort(e.firstChange(record) + at(EntryLayout.LAYOUT, "value"), (short) -1);
                    e.sealAround(record);
                });
        separator(
                "key",
                "in another child",
                FindingKind.PAGE_BOUNDS,
                (e, entry) -> {
                    int key = e.key(entry) + EntryLayout.keyLength(EntryLayout.read(e.survey.view, entry)) - 1;
                    add(e, key, 1);
                });
        separator(
                "value", "no object", FindingKind.PAGE_MISSING, (e, entry) -> e.bytes.putLong(e.value(entry), 700_000));
        separator("value", "object 0", FindingKind.PAGE_ENTRY, (e, entry) -> e.bytes.putLong(e.value(entry), 0));
        separator(
                "value",
                "a value",
                FindingKind.PAGE_SHARED,
                (e, entry) -> e.bytes.putLong(e.value(entry), e.survey.object(e.valueRecord(RecordKind.PUT))));
        separator(
                "value",
                "the root",
                FindingKind.PAGE_SHARED,
                (e, entry) -> e.bytes.putLong(e.value(entry), e.root("words")));
        separator(
                "value",
                "another child",
                FindingKind.PAGE_SHARED,
                (e, entry) -> e.bytes.putLong(e.value(entry), e.content(e.root("words")).items().getFirst().object()));
        reference("no object", FindingKind.VALUE_MISSING, (e, entry) -> 700_000L);
        reference("a page", FindingKind.VALUE_SHARED, (e, entry) -> e.root("texts"));
        reference(
                "that of another entry",
                FindingKind.VALUE_SHARED,
                (e, entry) -> e.survey.object(e.valueRecord(RecordKind.LARGE)));
        reference("a chunk", FindingKind.VALUE_KIND, (e, entry) -> e.survey.object(e.chunk(0)));
    }

    private void entry(String structure, String field, String change, FindingKind kind, Field edit) {
        add(
                structure,
                field,
                change,
                kind,
                e -> {
                    int page = (int) e.record(e.leaves("bulk"), RecordKind.PUT);
                    edit.change(e, page);
                    e.sealAround(page);
                });
    }

    private void separator(String field, String change, FindingKind kind, Field edit) {
        add(
                "separator",
                field,
                change,
                kind,
                e -> {
                    int page = (int) e.wholeOf(e.survey.newest.address(e.root("words")));
                    edit.change(e, e.entry(page, 1));
                    e.sealAround(page);
                });
    }

    private interface Reference {
        long of(Editor editor, int entry);
    }

    private void reference(String change, FindingKind kind, Reference edit) {
        add(
                "entry",
                "value: a reference",
                change,
                kind,
                e -> {
                    int entry = e.referenceTo(e.survey.object(e.valueRecord(RecordKind.PUT)));
                    e.bytes.putLong(e.value(entry), edit.of(e, entry));
                    e.sealAround(entry);
                });
    }

    private void catalogue() {
        named("kind", "none that is known", FindingKind.CATALOGUE_ENTRY, (e, at) -> e.bytes.put(at, (byte) 9));
        named("root", "no object", FindingKind.PAGE_MISSING, (e, at) -> e.bytes.put(at + 1, (byte) 240));
        named("root", "the catalogue", FindingKind.CATALOGUE_ENTRY, (e, at) -> e.bytes.put(at + 1, (byte) 1));
        named(
                "root",
                "that of another",
                FindingKind.CATALOGUE_ENTRY,
                (e, at) -> e.bytes.put(at + 1, (byte) e.root("empty")));
        named("key schema", "unbalanced", FindingKind.CATALOGUE_SCHEMA, (e, at) -> e.bytes.put(at + 3, (byte) '<'));
        named("value schema", "unbalanced", FindingKind.CATALOGUE_SCHEMA, (e, at) -> e.bytes.put(at + 10, (byte) '}'));
        named("key schema", "no text", FindingKind.CATALOGUE_ENTRY, (e, at) -> e.bytes.put(at + 3, (byte) 0));
        add(
                "catalogue",
                "name",
                "no text",
                FindingKind.CATALOGUE_ENTRY,
                e -> {
                    int entry = e.catalogueEntry("texts");
                    e.bytes.put(e.key(entry) + 5, (byte) 'x');
                    e.sealAround(entry);
                });
    }

    private void named(String field, String change, FindingKind kind, Field edit) {
        add(
                "catalogue",
                field,
                change,
                kind,
                e -> {
                    int entry = e.catalogueEntry("texts");
                    edit.change(e, e.value(entry));
                    e.sealAround(entry);
                });
    }
}
