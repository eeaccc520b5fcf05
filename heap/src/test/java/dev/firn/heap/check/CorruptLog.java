package dev.firn.heap.check;

import static dev.firn.heap.check.Editor.at;

import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.LifeLayout;
import dev.firn.log.format.SegmentLayout;
import dev.firn.log.format.SuperblockLayout;

/// Fields of superblocks, of segments, and of frames.
final class CorruptLog extends CorruptCases {
    CorruptLog() {
        superblock();
        segment();
        frame();
        otherFrames();
    }

    private void superblock() {
        slot("magic", "another word", FindingKind.SUPERBLOCK_SLOT, (e, at) -> e.bytes.putLong(at, 1));
        slot("major", "2", FindingKind.NEWER_FORMAT, (e, at) -> e.bytes.putShort(at, (short) 2));
        slot("crc32c", "inverted", FindingKind.SUPERBLOCK_SLOT, (e, at) -> {});
        slot("storeIdHigh", "+ 1", FindingKind.SUPERBLOCK_STORE, CorruptCases::increment);
        slot("storeIdLow", "+ 1", FindingKind.SUPERBLOCK_STORE, CorruptCases::increment);
        slot(
                "sequence",
                "+ 2",
                FindingKind.SUPERBLOCK_SEQUENCE,
                (e, at) -> e.bytes.putLong(at, e.bytes.getLong(at) + 2));
        slot("life", "+ 1", FindingKind.SUPERBLOCK_LIFE, CorruptCases::increment);
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

    private void segment() {
        head("magic", "another word", FindingKind.SEGMENT_SEQUENCE, (e, at) -> e.bytes.putLong(at, 1));
        head("segment", "+ 1", FindingKind.SEGMENT_FOREIGN, (e, at) -> e.bytes.putInt(at, e.bytes.getInt(at) + 1));
        head("storeIdHigh", "+ 1", FindingKind.SEGMENT_FOREIGN, CorruptCases::increment);
        head("storeIdLow", "+ 1", FindingKind.SEGMENT_FOREIGN, CorruptCases::increment);
        head("generation", "+ 1", FindingKind.FRAME_DAMAGED, (e, at) -> e.bytes.putInt(at, e.bytes.getInt(at) + 1));
        head("generation", "0", FindingKind.SEGMENT_HEAD, (e, at) -> e.bytes.putInt(at, 0));
        head("head", "another", FindingKind.SEGMENT_SEQUENCE, (e, at) -> e.bytes.putShort(at, (short) 3));
        head("head", "one that cannot be", FindingKind.SEGMENT_HEAD, (e, at) -> e.bytes.putShort(at, (short) 999));
        head("life", "+ 9", FindingKind.SEGMENT_LIFE, (e, at) -> e.bytes.putLong(at, e.bytes.getLong(at) + 9));
        head("sequence", "that of another", FindingKind.SEGMENT_SEQUENCE, CorruptCases::increment);
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

    private void frame() {
        frame("crc32c", "inverted", FindingKind.FRAME_DAMAGED, (e, at) -> {});
        frame("length", "+ 8", FindingKind.FRAME_COUNT, (e, at) -> e.bytes.putInt(at, e.bytes.getInt(at) + 8));
        frame("length", "24", FindingKind.FRAME_DAMAGED, (e, at) -> e.bytes.putInt(at, FrameLayout.BYTES));
        frame("stamp", "that of another", FindingKind.FRAME_STAMP, CorruptCases::increment);
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
}
