package dev.firn.heap.check;

import static dev.firn.heap.check.Editor.at;

import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.ManifestLayout;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SegmentStateLayout;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Fields of the newest checkpoint, and of what the cleaner has moved, in a store whose segments were used
/// again.
final class CorruptCheckpoints extends CorruptCases {
    CorruptCheckpoints() {
        block();
        manifestOnce();
        states();
        moves();
    }

    private interface Change {
        void make(Editor editor, CheckpointEditor checkpoint, int at);
    }

    private void change(
            String structure,
            String field,
            String change,
            FindingKind kind,
            ToLongFunction<CheckpointEditor> address,
            int offset,
            Change edit) {
        add(
                Sample::moved,
                structure,
                field,
                change,
                kind,
                e -> {
                    var checkpoint = new CheckpointEditor(e);
                    long at = address.applyAsLong(checkpoint);
                    edit.make(e, checkpoint, CheckpointEditor.block(at) + offset);
                    checkpoint.seal(at);
                });
    }

    // --- the head of a block

    private void block() {
        head("kind", "that of a run", FindingKind.CHECKPOINT_COPY, CheckpointEditor::firstCopy);
        head("kind", "another", FindingKind.CHECKPOINT_BLOCK, c -> c.manifest().runs().getFirst().root());
        head("kind", "another", FindingKind.CHECKPOINT_BLOCK, c -> c.manifest().segmentBlocks().getFirst());
        head("checkpoint", "+ 1", FindingKind.CHECKPOINT_BLOCK, c -> c.manifest().runs().getFirst().root());
        head("checkpoint", "+ 1", FindingKind.CHECKPOINT_BLOCK, c -> c.manifest().segmentBlocks().getFirst());
    }

    private void head(String field, String change, FindingKind kind, ToLongFunction<CheckpointEditor> address) {
        int offset = at(BlockLayout.LAYOUT, field);
        change("block", field, change, kind, address, offset, (e, _, at) -> add(e, at, 1));
    }

    // --- one copy of the manifest

    private void manifestOnce() {
        for (var field :
                List.of("life", "stamp", "nextObject", "live", "segmentCount", "blockObjects", "restarts", "runs")) {
            int offset = BlockLayout.BYTES + at(ManifestLayout.LAYOUT, field);
            boolean isCount = field.equals("restarts") || field.equals("runs");
            change(
                    "manifest, one copy",
                    field,
                    isCount ? "- 1" : "+ 1",
                    FindingKind.CHECKPOINT_COPY,
                    CheckpointEditor::secondCopy,
                    offset,
                    (e, _, at) -> add(e, at, isCount ? -1 : 1));
        }
    }

    // --- what it says of a segment

    private void states() {
        state("generation", "+ 64", (e, at) -> add(e, at, 64));
        state("live", "more than there is room for", (e, at) -> e.bytes.putInt(at, 1 << 20));
        state(
                Sample::moved,
                "live",
                "0",
                FindingKind.CHECKPOINT_LIVE,
                FrameKind.MOVE,
                (e, at) -> e.bytes.putInt(at, 0));
        state("head", "another", (e, at) -> add(e, at, 1));
        state("flags", "free", (e, at) -> e.bytes.putShort(at, (short) (e.bytes.getShort(at) & ~1)));
        state("sequence", "+ 1", (e, at) -> add(e, at, 1));
        state("firstStamp", "+ 1", (e, at) -> add(e, at, 1));
        state(
                () -> Sample.cleaned(1),
                "flags",
                "no parts",
                FindingKind.CHECKPOINT_SEGMENT,
                FrameKind.PART,
                (e, at) -> e.bytes.putShort(at, (short) (e.bytes.getShort(at) & ~2)));
        blockNumber("index", "+ 1", 1);
        blockNumber("count", "- 8", -8);
    }

    private void state(String field, String change, Field edit) {
        state(Sample::moved, field, change, FindingKind.CHECKPOINT_SEGMENT, FrameKind.MOVE, edit);
    }

    private void state(
            Supplier<byte[]> store, String field, String change, FindingKind kind, FrameKind holding, Field edit) {
        add(
                store,
                "segment state",
                field,
                change,
                kind,
                e -> {
                    var checkpoint = new CheckpointEditor(e);
                    long block = checkpoint.manifest().segmentBlocks().getFirst();
                    int lines = CheckpointEditor.block(block) + BlockLayout.BYTES;
                    int line = lines + checkpoint.usedBefore(holding) * SegmentStateLayout.BYTES;
                    edit.change(e, line + at(SegmentStateLayout.LAYOUT, field));
                    checkpoint.seal(block);
                });
    }

    private void blockNumber(String field, String change, int difference) {
        change(
                "block of segments",
                field,
                change,
                FindingKind.CHECKPOINT_SEGMENT,
                c -> c.manifest().segmentBlocks().getFirst(),
                at(BlockLayout.LAYOUT, field),
                (e, _, at) -> add(e, at, difference));
    }

    // --- what was moved

    private void moves() {
        add(
                Sample::moved,
                "frame of moves",
                "stamp: the kind",
                "BATCH",
                FindingKind.RECORD_KIND,
                e -> {
                    int frame = (int) e.frame(FrameKind.MOVE);
                    int stamp = frame + at(FrameLayout.LAYOUT, "stamp");
                    long word = e.bytes.getLong(stamp) & ~(0xffL << 48);
                    e.bytes.putLong(stamp, word | (long) FrameKind.BATCH.code() << 48);
                    e.sealFrame(frame);
                });
        moved("stamp", "later than its move", FindingKind.RECORD_STAMP, 1L << 40);
        moved("stamp", "0", FindingKind.RECORD_STAMP, 0);
    }

    private void moved(String field, String change, FindingKind kind, long stamp) {
        add(
                Sample::moved,
                "moved record",
                field,
                change,
                kind,
                e -> {
                    int frame = (int) e.frame(FrameKind.MOVE);
                    e.bytes.putLong(frame + FrameLayout.BYTES + RecordLayout.BYTES, stamp);
                    e.sealFrame(frame);
                });
    }
}
