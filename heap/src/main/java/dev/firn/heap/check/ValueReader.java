package dev.firn.heap.check;

import dev.firn.heap.check.Findings.Problems;
import dev.firn.log.format.LargeLayout;
import dev.firn.log.format.RecordKind;
import java.lang.foreign.MemorySegment;

/// Reads values that are objects of their own, and checks every reference on the way. For one thread.
final class ValueReader {
    private final Survey survey;

    ValueReader(Survey survey) {
        this.survey = survey;
    }

    /// The value that is in the record at `record`, or null when it is not whole.
    ///
    /// @param reached gets the objects of its chunks; null when nobody wants them
    byte[] read(long object, long record, ObjectSet reached, Problems problems) {
        return switch (survey.kind(record).plain()) {
            case PUT -> survey.bytes(survey.content(record), survey.length(record));
            case LARGE -> large(object, record, reached, problems);
            default -> {
                problems.add(FindingKind.VALUE_KIND, record, object, "a value", "a record " + survey.kind(record));
                yield null;
            }
        };
    }

    private byte[] large(long object, long record, ObjectSet reached, Problems problems) {
        int length = survey.length(record);
        if (length < LargeLayout.bytes(1) || LargeLayout.bytes(LargeLayout.chunks(length)) != length) {
            problems.add(FindingKind.CHUNK_LIST, record, object, "a list of chunks", length + " bytes");
            return null;
        }
        long content = survey.content(record);
        long commit = survey.commit(record);
        var pieces = new long[LargeLayout.chunks(length)];
        long sum = 0;
        for (int i = 0; i < pieces.length; i++) {
            long chunk = LargeLayout.chunk(survey.view, content, i);
            pieces[i] = piece(object, record, i, chunk, commit, reached, problems);
            if (pieces[i] != 0) sum += survey.length(pieces[i]);
        }
        for (long piece : pieces) if (piece == 0) return null;
        if (sum == LargeLayout.length(survey.view, content)) return join(pieces, (int) sum);
        problems.add(
                FindingKind.CHUNK_LIST,
                record,
                object,
                "chunks of %d bytes".formatted(LargeLayout.length(survey.view, content)),
                sum + " bytes");
        return null;
    }

    /// The record of a chunk, or 0.
    private long piece(
            long object, long record, int index, long chunk, long commit, ObjectSet reached, Problems problems) {
        long piece = chunk < 1 ? 0 : survey.newest.address(chunk);
        if (piece == 0 || survey.kind(piece).plain() != RecordKind.CHUNK) {
            String found = piece == 0 ? "nothing" : "a record " + survey.kind(piece);
            problems.add(
                    FindingKind.CHUNK_MISSING, record, object, "chunk %d, object %d".formatted(index, chunk), found);
            return 0;
        }
        if (survey.commit(piece) != commit) {
            problems.add(
                    FindingKind.CHUNK_LIST,
                    record,
                    object,
                    "chunk %d of commit %d".formatted(index, commit),
                    "one of commit " + survey.commit(piece));
            return 0;
        }
        if (reached != null && !reached.add(chunk)) {
            problems.add(FindingKind.CHUNK_SHARED, record, object, "a chunk of its own", "object " + chunk + " again");
        }
        return piece;
    }

    private byte[] join(long[] pieces, int length) {
        var bytes = new byte[length];
        var target = MemorySegment.ofArray(bytes);
        int at = 0;
        for (long piece : pieces) {
            survey.view.copyTo(survey.content(piece), target, at, survey.length(piece));
            at += survey.length(piece);
        }
        return bytes;
    }
}
