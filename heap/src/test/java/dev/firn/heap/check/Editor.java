package dev.firn.heap.check;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;

import dev.firn.heap.check.FrameReader.Whole;
import dev.firn.heap.tree.format.EntryLayout;
import dev.firn.heap.tree.format.PageHead;
import dev.firn.heap.tree.format.PageLayout;
import dev.firn.log.Entry;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.LargeLayout;
import dev.firn.log.format.PrefixLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.log.format.SuperblockLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.zip.CRC32C;

/// Changes single fields of a store and makes every checksum right again, so that only their meaning is wrong.
final class Editor {
    final ByteBuffer bytes;
    final Survey survey;
    private final byte[] array;
    private final Map<Long, Whole> frames = new HashMap<>();

    Editor(byte[] array) {
        this.array = array;
        this.bytes = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
        var region = Sample.region(array);
        this.survey = Survey.of(region, new Findings(CheckListener.NONE, 100), CheckListener.NONE, 1);
        var reader = new FrameReader(region.view(), survey.superblock);
        for (var segment : survey.kept()) {
            reader.start(segment.header);
            long life = segment.header.life();
            for (int i = 0; i < segment.frames(); i++) {
                var frame = reader.next(segment.frame(i) - segment.base, life);
                life = frame.life();
                frames.put(segment.frame(i), frame);
            }
        }
    }

    static int at(MemoryLayout layout, String field) {
        return (int) layout.byteOffset(groupElement(field));
    }

    // --- superblocks

    int newestSlot() {
        return (int) SuperblockLayout.slot((int) (survey.superblock.sequence() & 1));
    }

    void sealSlot(int slot) {
        long crc = SuperblockLayout.LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("crc32c"));
        seal(slot, SuperblockLayout.FIRST_BYTES, slot + (int) crc);
        seal(slot, SuperblockLayout.crcAllOffset(), slot + SuperblockLayout.crcAllOffset());
    }

    // --- segments

    SegmentSurvey segment(int index) {
        return survey.kept().get(index);
    }

    void sealSegment(long base) {
        seal((int) base, SegmentLayout.BYTES, (int) (base + SegmentLayout.crcOffset()));
        seal(
                (int) base + SegmentLayout.BYTES,
                SegmentLayout.BYTES,
                (int) (base + SegmentLayout.BYTES + SegmentLayout.crcOffset()));
    }

    private void seal(int from, int length, int crcAt) {
        bytes.putInt(crcAt, 0);
        var crc = new CRC32C();
        crc.update(array, from, length);
        bytes.putInt(crcAt, (int) crc.getValue());
    }

    // --- frames

    /// A frame of that kind which is neither the first nor the last of its segment, in a segment that is not the last.
    long frame(FrameKind kind, LongPredicate wanted) {
        for (int s = 0; s + 1 < survey.kept().size(); s++) {
            var segment = survey.kept().get(s);
            for (int i = 0; i < segment.frames(); i++) {
                long frame = segment.frame(i);
                if (FrameLayout.kindCode(survey.view, frame) == kind.code() && wanted.test(frame)) return frame;
            }
        }
        throw new AssertionError("there is no frame " + kind);
    }

    long frame(FrameKind kind) {
        return frame(
                kind,
                frame -> {
                    var segment = survey.at(frame);
                    return kind != FrameKind.BATCH
                            || frame != segment.frame(0) && frame != segment.frame(segment.frames() - 1);
                });
    }

    /// The first one; a store that was opened twice has it in its last segment then.
    long lifeFrame() {
        for (var segment : survey.kept()) {
            for (int i = 0; i < segment.frames(); i++) {
                boolean is = FrameLayout.kindCode(survey.view, segment.frame(i)) == FrameKind.LIFE.code();
                if (is) return segment.frame(i);
            }
        }
        throw new AssertionError("there is no frame of a life");
    }

    void sealFrame(long frame) {
        sealFrame(frame, frames.get(frame).life());
    }

    void sealFrame(long frame, long life) {
        var whole = frames.get(frame);
        var segment = survey.at(frame);
        int length = FrameLayout.length(survey.view, frame);
        int covered =
                whole.kind() == FrameKind.PAD ? FrameLayout.BYTES : Math.clamp(length, FrameLayout.BYTES, 1 << 20);
        var copy = new byte[PrefixLayout.BYTES + covered];
        System.arraycopy(array, (int) frame, copy, PrefixLayout.BYTES, Math.min(covered, array.length - (int) frame));
        var target = MemorySegment.ofArray(copy);
        PrefixLayout.put(
                target,
                survey.superblock.store(),
                life,
                segment.header.segment(),
                segment.header.generation(),
                frame - segment.base,
                0);
        FrameLayout.putCrc(target, PrefixLayout.BYTES, 0);
        var crc = new CRC32C();
        crc.update(copy);
        bytes.putInt((int) frame, (int) crc.getValue());
    }

    void sealAround(long address) {
        sealFrame(survey.at(address).frameOf(address));
    }

    // --- objects

    /// All objects that are reached, with what they are.
    List<Long> leaves(String collection) {
        return pages(collection, 0);
    }

    List<Long> pages(String collection, int level) {
        var found = new ArrayList<Long>();
        collect(root(collection), level, found);
        return found;
    }

    private void collect(long object, int level, List<Long> found) {
        var content = content(object);
        if (content.level() == level) found.add(object);
        else content.items().forEach(item -> collect(item.object(), level, found));
    }

    PageReader.Content content(long object) {
        return new PageReader(survey).read(object, survey.newest.address(object), Findings.Problems.IGNORED);
    }

    long root(String collection) {
        for (var item : content(Trees.CATALOGUE).items()) {
            var named = new CatalogueReader(Findings.Problems.IGNORED).read(item.key(), item.value(), 0);
            if (named.info().name().equals(collection)) return named.root();
        }
        throw new AssertionError(collection);
    }

    /// The newest record of the first of these objects whose record is of that kind.
    long record(List<Long> objects, RecordKind kind) {
        return objects.stream()
                .map(survey.newest::address)
                .filter(record -> survey.kind(record) == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no record " + kind + " among " + objects));
    }

    /// A change that puts an entry, to a leaf.
    long change() {
        return leaves("words").stream()
                .map(survey.newest::address)
                .filter(record -> survey.kind(record) == RecordKind.DELTA)
                .filter(record -> !EntryLayout.isRemoved(EntryLayout.read(survey.view, firstChange(record))))
                .findFirst()
                .orElseThrow();
    }

    /// The whole page at the end of a page's chain.
    long wholeOf(long record) {
        long at = record;
        while (survey.kind(at) == RecordKind.DELTA) at = Entry.address(RecordLayout.previous(survey.view, at));
        return at;
    }

    /// Where entry `index` of the whole page in a record lies.
    int entry(long record, int index) {
        return (int) PageLayout.entry(survey.view, survey.content(record), index);
    }

    int head(long record) {
        return (int) survey.content(record);
    }

    int firstChange(long record) {
        return (int) PageLayout.firstChange(survey.content(record));
    }

    int key(int entry) {
        return EntryLayout.key(entry);
    }

    int value(int entry) {
        return (int) EntryLayout.value(entry, EntryLayout.read(survey.view, entry));
    }

    /// The objects of values, by the kind of their record.
    long valueRecord(RecordKind kind) {
        for (long leaf : leaves("texts")) {
            for (var item : content(leaf).items()) {
                long record = item.object() == 0 ? 0 : survey.newest.address(item.object());
                if (record != 0 && survey.kind(record) == kind) return record;
            }
        }
        throw new AssertionError("no value " + kind);
    }

    long entryOf(long record) {
        return survey.entry(record);
    }

    /// The entry of a leaf of "texts" that refers to `object`.
    int referenceTo(long object) {
        for (long leaf : leaves("texts")) {
            long record = survey.newest.address(leaf);
            while (true) {
                boolean delta = survey.kind(record) == RecordKind.DELTA;
                int at = delta ? firstChange(record) : 0;
                int entries = PageHead.entries(PageHead.read(survey.view, survey.content(record)));
                for (int i = 0; i < entries; i++) {
                    int entry = delta ? at : entry(record, i);
                    int lengths = EntryLayout.read(survey.view, entry);
                    if (EntryLayout.isReference(lengths) && EntryLayout.object(survey.view, entry, lengths) == object) {
                        return entry;
                    }
                    at += EntryLayout.bytes(lengths);
                }
                if (!delta) break;
                record = Entry.address(RecordLayout.previous(survey.view, record));
            }
        }
        throw new AssertionError("nothing refers to " + object);
    }

    long chunk(int index) {
        long large = valueRecord(RecordKind.LARGE);
        return survey.newest.address(LargeLayout.chunk(survey.view, survey.content(large), index));
    }

    /// An entry of the catalogue, by the name of its collection: where it lies on the medium.
    int catalogueEntry(String name) {
        byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
        long record = survey.newest.address(Trees.CATALOGUE);
        while (true) {
            boolean delta = survey.kind(record) == RecordKind.DELTA;
            int at = delta ? firstChange(record) : 0;
            int entries = PageHead.entries(PageHead.read(survey.view, survey.content(record)));
            for (int i = 0; i < entries; i++) {
                int entry = delta ? at : entry(record, i);
                boolean same = true;
                for (int b = 0; b < wanted.length; b++) same &= array[key(entry) + b] == wanted[b];
                if (same) return entry;
                at += EntryLayout.bytes(EntryLayout.read(survey.view, entry));
            }
            if (!delta) throw new AssertionError(name);
            record = Entry.address(RecordLayout.previous(survey.view, record));
        }
    }

    /// The object that holds a value becomes another one.
    void loseValueOf(String collection) {
        assert collection.equals("texts");
        long record = valueRecord(RecordKind.PUT);
        setObject(record, 900_000);
        sealAround(record);
    }

    void setObject(long record, long object) {
        long word = bytes.getLong((int) record);
        bytes.putLong((int) record, word & ~RecordLayout.MAX_OBJECT | object);
    }

    void setLength(long record, int length) {
        long word = bytes.getLong((int) record);
        bytes.putLong((int) record, word & ~((long) RecordLayout.MAX_LENGTH << 36) | (long) length << 36);
    }

    void setKind(long record, int code) {
        long word = bytes.getLong((int) record);
        bytes.putLong((int) record, word & ~(15L << 60) | (long) code << 60);
    }
}
