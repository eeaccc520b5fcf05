package dev.firn.heap.check;

import static dev.firn.heap.check.Editor.at;

import dev.firn.heap.tree.format.EntryLayout;
import dev.firn.heap.tree.format.PageHead;
import dev.firn.heap.tree.format.PageLayout;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.LargeLayout;
import dev.firn.log.format.LifeLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.log.format.SuperblockLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Every field of every structure, changed to mean something wrong under checksums that hold.
final class CorruptionCorpus {
    /// @param structure whose field it is
    /// @param change what is done to the field
    /// @param kind what the checker must call it
    record Case(String structure, String field, String change, FindingKind kind, Consumer<Editor> edit) {
        @Override
        public String toString() {
            return structure + "." + field + ": " + change;
        }
    }

    private final List<Case> cases = new ArrayList<>();

    private CorruptionCorpus() {}

    static List<Case> all() {
        var corpus = new CorruptionCorpus();
        corpus.superblock();
        corpus.segment();
        corpus.frame();
        corpus.otherFrames();
        corpus.record();
        corpus.large();
        corpus.pageHead();
        corpus.pageEntries();
        corpus.catalogue();
        return corpus.cases;
    }

    private void add(String structure, String field, String change, FindingKind kind, Consumer<Editor> edit) {
        cases.add(new Case(structure, field, change, kind, edit));
    }

    // --- the newest superblock, of a store that was closed

    private void superblock() {
        slot("magic", "another word", FindingKind.SUPERBLOCK_SLOT, (e, at) -> e.bytes.putLong(at, 1));
        slot("major", "2", FindingKind.NEWER_FORMAT, (e, at) -> e.bytes.putShort(at, (short) 2));
        slot("crc32c", "inverted", FindingKind.SUPERBLOCK_SLOT, (e, at) -> {});
        slot("storeIdHigh", "+ 1", FindingKind.SUPERBLOCK_STORE, CorruptionCorpus::increment);
        slot("storeIdLow", "+ 1", FindingKind.SUPERBLOCK_STORE, CorruptionCorpus::increment);
        slot(
                "sequence",
                "+ 2",
                FindingKind.SUPERBLOCK_SEQUENCE,
                (e, at) -> e.bytes.putLong(at, e.bytes.getLong(at) + 2));
        slot("life", "+ 1", FindingKind.SUPERBLOCK_LIFE, CorruptionCorpus::increment);
        slot("life", "- 1", FindingKind.SUPERBLOCK_LIFE, (e, at) -> e.bytes.putLong(at, e.bytes.getLong(at) - 1));
        slot(
                "segmentBytes",
                "doubled",
                FindingKind.SUPERBLOCK_GEOMETRY,
                (e, at) -> e.bytes.putInt(at, 2 * Sample.SEGMENT));
        slot("segmentBytes", "no power of two", FindingKind.SUPERBLOCK_GEOMETRY, (e, at) -> e.bytes.putInt(at, 5000));
        slot(
                "segmentCount",
                "- 1",
                FindingKind.SUPERBLOCK_GEOMETRY,
                (e, at) -> e.bytes.putInt(at, e.bytes.getInt(at) - 1));
        slot(
                "segmentCount",
                "doubled",
                FindingKind.FILE_TRUNCATED,
                (e, at) -> e.bytes.putInt(at, 2 * e.bytes.getInt(at)));
        slot("incompatible", "a feature", FindingKind.NEWER_FORMAT, (e, at) -> e.bytes.putInt(at, 1 << 30));
        slot("state", "open", FindingKind.SUPERBLOCK_STATE, (e, at) -> e.bytes.putInt(at, SuperblockLayout.STATE_OPEN));
        slot("state", "7", FindingKind.SUPERBLOCK_STATE, (e, at) -> e.bytes.putInt(at, 7));
        slot("headCount", "+ 1", FindingKind.SUPERBLOCK_END, (e, at) -> e.bytes.putInt(at, e.bytes.getInt(at) + 1));
        slot("headCount", "- 1", FindingKind.SUPERBLOCK_END, (e, at) -> e.bytes.putInt(at, e.bytes.getInt(at) - 1));
        slot("ends", "another segment", FindingKind.SUPERBLOCK_END, (e, at) -> e.bytes.putInt(at, 0));
        slot(
                "ends",
                "a later end",
                FindingKind.SUPERBLOCK_END,
                (e, at) -> e.bytes.putInt(at + 4, e.bytes.getInt(at + 4) + 1));
        slot(
                "ends",
                "an earlier end",
                FindingKind.SUPERBLOCK_END,
                (e, at) -> e.bytes.putInt(at + 4, e.bytes.getInt(at + 4) - 4));
    }

    private interface Field {
        void change(Editor editor, int at);
    }

    private static void increment(Editor editor, int at) {
        editor.bytes.putLong(at, editor.bytes.getLong(at) + 1);
    }

    private void slot(String field, String change, FindingKind kind, Field edit) {
        add(
                "superblock",
                field,
                change,
                kind,
                e -> {
                    int slot = e.newestSlot();
                    edit.change(e, slot + at(SuperblockLayout.LAYOUT, field));
                    e.sealSlot(slot);
                    int crc = slot + at(SuperblockLayout.LAYOUT, "crc32c");
                    if (field.equals("crc32c")) e.bytes.putInt(crc, ~e.bytes.getInt(crc));
                });
    }

    // --- the head of a segment in the middle, both copies

    private void segment() {
        head("magic", "another word", FindingKind.SEGMENT_SEQUENCE, (e, at) -> e.bytes.putLong(at, 1));
        head("segment", "+ 1", FindingKind.SEGMENT_FOREIGN, (e, at) -> e.bytes.putInt(at, e.bytes.getInt(at) + 1));
        head("storeIdHigh", "+ 1", FindingKind.SEGMENT_FOREIGN, CorruptionCorpus::increment);
        head("storeIdLow", "+ 1", FindingKind.SEGMENT_FOREIGN, CorruptionCorpus::increment);
        head("generation", "+ 1", FindingKind.FRAME_DAMAGED, (e, at) -> e.bytes.putInt(at, e.bytes.getInt(at) + 1));
        head("generation", "0", FindingKind.SEGMENT_HEAD, (e, at) -> e.bytes.putInt(at, 0));
        head("head", "another", FindingKind.SEGMENT_SEQUENCE, (e, at) -> e.bytes.putShort(at, (short) 3));
        head("head", "one that cannot be", FindingKind.SEGMENT_HEAD, (e, at) -> e.bytes.putShort(at, (short) 999));
        head("life", "+ 9", FindingKind.SEGMENT_LIFE, (e, at) -> e.bytes.putLong(at, e.bytes.getLong(at) + 9));
        head("sequence", "that of another", FindingKind.SEGMENT_SEQUENCE, CorruptionCorpus::increment);
        head("firstStamp", "+ 2^40", FindingKind.SEGMENT_STAMP, (e, at) -> e.bytes.putLong(at, 1L << 40));
        add(
                "segment",
                "the second copy",
                "another first stamp",
                FindingKind.SEGMENT_COPY,
                e -> {
                    int copy = (int) e.segment(3).base + SegmentLayout.BYTES;
                    increment(e, copy + at(SegmentLayout.LAYOUT, "firstStamp"));
                    e.sealSegment(e.segment(3).base);
                });
    }

    private void head(String field, String change, FindingKind kind, Field edit) {
        add(
                "segment",
                field,
                change,
                kind,
                e -> {
                    long base = e.segment(3).base;
                    edit.change(e, (int) base + at(SegmentLayout.LAYOUT, field));
                    edit.change(e, (int) base + SegmentLayout.BYTES + at(SegmentLayout.LAYOUT, field));
                    e.sealSegment(base);
                });
    }

    // --- a frame among others

    private void frame() {
        frame("crc32c", "inverted", FindingKind.FRAME_DAMAGED, (e, at) -> {});
        frame("length", "+ 8", FindingKind.FRAME_COUNT, (e, at) -> e.bytes.putInt(at, e.bytes.getInt(at) + 8));
        frame("length", "24", FindingKind.FRAME_DAMAGED, (e, at) -> e.bytes.putInt(at, FrameLayout.BYTES));
        frame("stamp", "that of another", FindingKind.FRAME_STAMP, CorruptionCorpus::increment);
        frame(
                "stamp",
                "+ 2^40",
                FindingKind.FRAME_STAMP,
                (e, at) -> e.bytes.putLong(at, e.bytes.getLong(at) + (1L << 40)));
        frame("stamp", "0", FindingKind.FRAME_STAMP, (e, at) -> e.bytes.putLong(at, e.bytes.getLong(at) & -1L << 48));
        frame("stamp: the kind", "PART", FindingKind.FRAME_PART, (e, at) -> kind(e, at, FrameKind.PART.code()));
        frame("stamp: the kind", "LIFE", FindingKind.FRAME_DAMAGED, (e, at) -> kind(e, at, FrameKind.LIFE.code()));
        frame("stamp: the kind", "PAD", FindingKind.FRAME_DAMAGED, (e, at) -> kind(e, at, FrameKind.PAD.code()));
        frame("stamp: the kind", "MOVE", FindingKind.RECORD_KIND, (e, at) -> kind(e, at, FrameKind.MOVE.code()));
        frame(
                "stamp: the kind",
                "CHECKPOINT",
                FindingKind.RECORD_KIND,
                (e, at) -> kind(e, at, FrameKind.CHECKPOINT.code()));
        frame("stamp: the kind", "99", FindingKind.FRAME_DAMAGED, (e, at) -> kind(e, at, 99));
        frame("stamp: the last part", "no", FindingKind.FRAME_PART, (e, at) -> flip(e, at, 56));
        frame("stamp: the life", "another", FindingKind.FRAME_LIFE, (e, at) -> flip(e, at, 58));
        frame(
                "stable",
                "beyond the frame",
                FindingKind.FRAME_STABLE,
                (e, at) -> e.bytes.putInt(at, Sample.SEGMENT / 8));
        frame(
                "stable",
                "where no frame ends",
                FindingKind.FRAME_STABLE,
                (e, at) -> e.bytes.putInt(at, e.bytes.getInt(at) - 1));
        frame(
                "count",
                "+ 1",
                FindingKind.RECORD_KIND,
                (e, at) -> e.bytes.putShort(at, (short) (e.bytes.getShort(at) + 1)));
        frame("count", "0", FindingKind.FRAME_COUNT, (e, at) -> e.bytes.putShort(at, (short) 0));
        frame("part", "1", FindingKind.FRAME_PART, (e, at) -> e.bytes.putShort(at, (short) 1));
    }

    private static void kind(Editor e, int at, int code) {
        e.bytes.putLong(at, e.bytes.getLong(at) & ~(0xffL << 48) | (long) code << 48);
    }

    private static void flip(Editor e, int at, int bit) {
        e.bytes.putLong(at, e.bytes.getLong(at) ^ 1L << bit);
    }

    private void frame(String field, String change, FindingKind kind, Field edit) {
        String name = field.split(":")[0];
        add(
                "frame",
                field,
                change,
                kind,
                e -> {
                    int frame = (int) e.frame(FrameKind.BATCH);
                    edit.change(e, frame + at(FrameLayout.LAYOUT, name));
                    e.sealFrame(frame);
                    if (field.equals("crc32c")) e.bytes.putInt(frame, ~e.bytes.getInt(frame));
                });
    }

    private void otherFrames() {
        add(
                "frame of a part",
                "part",
                "the number of another",
                FindingKind.FRAME_PART,
                e -> {
                    int frame = (int) e.frame(FrameKind.PART, f -> FrameLayout.part(e.survey.view, f) == 1);
                    e.bytes.putShort(frame + at(FrameLayout.LAYOUT, "part"), (short) 0);
                    e.sealFrame(frame);
                });
        add(
                "frame of a part",
                "stamp",
                "another batch",
                FindingKind.FRAME_PART,
                e -> {
                    int frame = (int) e.frame(FrameKind.PART, f -> FrameLayout.part(e.survey.view, f) == 1);
                    increment(e, frame + at(FrameLayout.LAYOUT, "stamp"));
                    e.sealFrame(frame);
                });
        add(
                "frame of a part",
                "stamp: the last part",
                "no",
                FindingKind.BATCH_UNFINISHED,
                e -> {
                    int frame = (int) e.frame(FrameKind.PART, f -> FrameLayout.isLastPart(e.survey.view, f));
                    flip(e, frame + at(FrameLayout.LAYOUT, "stamp"), 56);
                    e.sealFrame(frame);
                });
        add(
                "frame of a part",
                "stamp: the last part",
                "too early",
                FindingKind.FRAME_PART,
                e -> {
                    int frame = (int) e.frame(FrameKind.PART, f -> FrameLayout.part(e.survey.view, f) == 0);
                    flip(e, frame + at(FrameLayout.LAYOUT, "stamp"), 56);
                    e.sealFrame(frame);
                });
        add(
                "frame of a life",
                "life",
                "+ 1",
                FindingKind.FRAME_DAMAGED,
                e -> {
                    int frame = (int) e.lifeFrame();
                    increment(e, frame + at(LifeLayout.LAYOUT, "life"));
                    e.sealFrame(frame, e.bytes.getLong(frame + at(LifeLayout.LAYOUT, "life")));
                });
        add(
                "frame of a pad",
                "length",
                "- 8",
                FindingKind.FRAME_DAMAGED,
                e -> {
                    int frame = (int) e.frame(FrameKind.PAD);
                    int length = frame + at(FrameLayout.LAYOUT, "length");
                    e.bytes.putInt(length, e.bytes.getInt(length) - 8);
                    e.sealFrame(frame);
                });
        add(
                "frame of a pad",
                "count",
                "1",
                FindingKind.FRAME_COUNT,
                e -> {
                    int frame = (int) e.frame(FrameKind.PAD);
                    e.bytes.putShort(frame + at(FrameLayout.LAYOUT, "count"), (short) 1);
                    e.sealFrame(frame);
                });
    }

    // --- a record

    private void record() {
        record("object", "another", FindingKind.VALUE_MISSING, (e, at) -> e.setObject(at, 900_000));
        record("object", "another", FindingKind.OBJECT_LEAKED, (e, at) -> e.setObject(at, 900_000));
        record("object", "none", FindingKind.RECORD_OBJECT, (e, at) -> e.setObject(at, 0));
        record("length", "beyond the frame", FindingKind.RECORD_LENGTH, (e, at) -> e.setLength(at, 60_000));
        record("length", "- 2", FindingKind.RECORD_PADDING, (e, at) -> e.setLength(at, e.survey.length(at) - 2));
        record("kind", "none", FindingKind.RECORD_KIND, (e, at) -> e.setKind(at, 0));
        record("kind", "TOMBSTONE", FindingKind.VALUE_MISSING, (e, at) -> e.setKind(at, RecordKind.TOMBSTONE.code()));
        record("kind", "ENTRY", FindingKind.RECORD_OBJECT, (e, at) -> e.setKind(at, RecordKind.ENTRY.code()));
        record("kind", "CHUNK", FindingKind.VALUE_KIND, (e, at) -> e.setKind(at, RecordKind.CHUNK.code()));
        record(
                "kind",
                "DELTA",
                FindingKind.VALUE_KIND,
                (e, at) -> {
                    e.setKind(at, RecordKind.DELTA.code());
                    e.setLength(at, e.survey.length(at) - 8);
                });
        record("kind", "MOVED_PUT", FindingKind.RECORD_KIND, (e, at) -> e.setKind(at, RecordKind.MOVED_PUT.code()));
        add(
                "record",
                "padding",
                "not zero",
                FindingKind.RECORD_PADDING,
                e -> {
                    int record = (int) e.valueRecord(RecordKind.PUT);
                    int end = record + RecordLayout.BYTES + e.survey.length(record);
                    e.bytes.put(end, (byte) 1);
                    e.sealAround(record);
                });
        delta("previous", "where no record begins", (e, previous) -> previous + 1);
        delta("previous", "a record of another object", (e, previous) -> e.entryOf(e.valueRecord(RecordKind.PUT)));
        delta("previous", "itself", (e, previous) -> e.entryOf(e.record(e.leaves("words"), RecordKind.DELTA)));
        delta("previous", "nothing", (e, previous) -> 0L);
        delta("previous", "another size", (e, previous) -> previous + (1L << 45));
    }

    private void record(String field, String change, FindingKind kind, Field edit) {
        add(
                "record",
                field,
                change,
                kind,
                e -> {
                    int record = (int) e.valueRecord(RecordKind.PUT);
                    edit.change(e, record);
                    e.sealAround(record);
                });
    }

    private interface Previous {
        long of(Editor editor, long previous);
    }

    private void delta(String field, String change, Previous edit) {
        add(
                "delta",
                field,
                change,
                FindingKind.DELTA_PREVIOUS,
                e -> {
                    int record = (int) e.record(e.leaves("words"), RecordKind.DELTA);
                    int at = record + at(RecordLayout.DELTA_LAYOUT, "previous");
                    e.bytes.putLong(at, edit.of(e, e.bytes.getLong(at)));
                    e.sealAround(record);
                });
    }

    // --- the list of a large value

    private void large() {
        large("length", "+ 1", FindingKind.CHUNK_LIST, CorruptionCorpus::increment);
        large("firstChunk", "no object", FindingKind.CHUNK_MISSING, (e, at) -> e.bytes.putLong(at, 800_000));
        large("firstChunk", "a page", FindingKind.CHUNK_MISSING, (e, at) -> e.bytes.putLong(at, Trees.CATALOGUE));
        large(
                "firstChunk",
                "the second again",
                FindingKind.CHUNK_SHARED,
                (e, at) -> e.bytes.putLong(at, e.bytes.getLong(at + 8)));
        add(
                "chunk",
                "object",
                "another",
                FindingKind.CHUNK_MISSING,
                e -> {
                    long chunk = e.chunk(1);
                    e.setObject(chunk, 900_001);
                    e.sealAround(chunk);
                });
        add(
                "chunk",
                "length",
                "shorter",
                FindingKind.CHUNK_LIST,
                e -> {
                    long chunk = e.chunk(1);
                    int length = e.survey.length(chunk) - 1;
                    e.bytes.put((int) e.survey.content(chunk) + length, (byte) 0);
                    e.setLength(chunk, length);
                    e.sealAround(chunk);
                });
    }

    private void large(String field, String change, FindingKind kind, Field edit) {
        add(
                "large",
                field,
                change,
                kind,
                e -> {
                    long record = e.valueRecord(RecordKind.LARGE);
                    edit.change(e, (int) e.survey.content(record) + at(LargeLayout.LAYOUT, field));
                    e.sealAround(record);
                });
    }

    // --- the head of a page and of a change

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

    private static void add(Editor e, int at, int difference) {
        e.bytes.put(at, (byte) (e.bytes.get(at) + difference));
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

    // --- slots, entries and what they refer to

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

    // --- the catalogue

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
