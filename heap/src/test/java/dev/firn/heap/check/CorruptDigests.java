package dev.firn.heap.check;

import dev.firn.log.format.FrameKind;
import java.util.function.IntUnaryOperator;

/// Fields of digests, in a store whose segments were used again. A digest without its magic word, or with another
/// checksum, is none: that is how a crash leaves it.
final class CorruptDigests extends CorruptCases {
    private static final int KIND = 15;
    private static final int LAST_PART = 16;

    CorruptDigests() {
        field("length", "- 1", -1);
        field("end", "+ 8", 8);
        field("frames", "- 1", -1);
        field("records", "+ 1", 1);
        field("stable", "+ 1", 1);
        field("stable", "- 1", -1);
        field("life", "+ 1", 1);
        field("lastStamp", "+ 1", 1);
        field("trimmed", "+ 1", 1);
        list("kind", "that of moves", FrameKind.BATCH, 0, head -> head & ~KIND | FrameKind.MOVE.code());
        list("kind", "none", FrameKind.BATCH, 0, head -> head | KIND);
        list("the last part", "no", FrameKind.BATCH, 0, head -> head & ~LAST_PART);
        list("stamp", "another", FrameKind.BATCH, 1, difference -> difference ^ 2);
        list("part", "another", FrameKind.PART, 2, part -> part ^ 1);
        change(
                "list of a digest",
                "the last number",
                "another",
                FrameKind.BATCH,
                (e, digest) -> {
                    int at = digest.at("magic") - 1;
                    e.bytes.put(at, (byte) (e.bytes.get(at) ^ 2));
                });
    }

    private interface Edit {
        void make(Editor editor, DigestEditor digest);
    }

    private void change(String structure, String field, String change, FrameKind first, Edit edit) {
        add(
                () -> Sample.cleaned(1),
                structure,
                field,
                change,
                FindingKind.SEGMENT_DIGEST,
                e -> {
                    var digest = new DigestEditor(e, first);
                    edit.make(e, digest);
                    digest.seal();
                });
    }

    private void field(String field, String change, int difference) {
        change("digest", field, change, FrameKind.BATCH, (e, digest) -> add(e, digest.at(field), difference));
    }

    /// The lowest bits of a number about the first frame.
    private void list(String field, String change, FrameKind first, int number, IntUnaryOperator bits) {
        change(
                "list of a digest",
                field,
                change,
                first,
                (e, digest) -> {
                    int at = digest.number(number);
                    e.bytes.put(at, (byte) bits.applyAsInt(e.bytes.get(at)));
                });
    }
}
