package dev.firn.heap.check;

import static dev.firn.heap.check.Editor.at;

import dev.firn.log.format.LargeLayout;
import dev.firn.log.format.RecordKind;
import dev.firn.log.format.RecordLayout;

/// Fields of records, and the list of a large value.
final class CorruptRecords extends CorruptCases {
    CorruptRecords() {
        record();
        large();
    }

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

    private void large() {
        large("length", "+ 1", FindingKind.CHUNK_LIST, CorruptCases::increment);
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
}
