package dev.firn.heap.check;

import static dev.firn.heap.check.Editor.at;

import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.ManifestLayout;
import dev.firn.log.format.RecordLayout;
import dev.firn.log.format.SegmentStateLayout;
import java.util.List;
import java.util.function.ToLongFunction;

/// Fields of the newest checkpoint, of what the cleaner has moved, and of digests, in a store whose segments were used
/// again.
final class CorruptCheckpoints extends CorruptCases {
    CorruptCheckpoints() {
        block();
        manifestOnce();
        manifestTwice();
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

    // --- both copies of it

    private void manifestTwice() {
        restart("segment", "another");
        restart("generation", "+ 1");
        int generation = at(ManifestLayout.NAMED, "generation");
        both("named", "generation", "+ 64", FindingKind.CHECKPOINT_NAMED, c -> named(c) + generation, 64);
        int root = at(ManifestLayout.RUN, "root");
        both("run", "root", "where no block begins", FindingKind.CHECKPOINT_BLOCK, c -> runs(c) + root, 8);
        int number = at(ManifestLayout.RUN, "checkpoint");
        both("run", "checkpoint", "+ 1", FindingKind.CHECKPOINT_BLOCK, c -> runs(c) + number, 1);
        String nowhere = "where no block begins";
        both("manifest", "segmentBlocks", nowhere, FindingKind.CHECKPOINT_BLOCK, CorruptCheckpoints::blocks, 8);
    }

    private void restart(String field, String change) {
        int at = BlockLayout.BYTES + ManifestLayout.BYTES + at(ManifestLayout.RESTART, field);
        both("restart", field, change, FindingKind.RECOVERY_REFUSES, _ -> at, 1);
    }

    private static int named(CheckpointEditor checkpoint) {
        int restarts = checkpoint.manifest().restarts().size() * ManifestLayout.RESTART_BYTES;
        return BlockLayout.BYTES + ManifestLayout.BYTES + restarts;
    }

    private static int runs(CheckpointEditor checkpoint) {
        return named(checkpoint) + checkpoint.manifest().named().size() * ManifestLayout.NAMED_BYTES;
    }

    private static int blocks(CheckpointEditor checkpoint) {
        return runs(checkpoint) + checkpoint.manifest().runs().size() * ManifestLayout.RUN_BYTES;
    }

    private interface Offset {
        int of(CheckpointEditor checkpoint);
    }

    private void both(String structure, String field, String change, FindingKind kind, Offset offset, int difference) {
        add(
                Sample::moved,
                structure,
                field,
                change,
                kind,
                e -> {
                    var checkpoint = new CheckpointEditor(e);
                    for (long copy : new long[] {checkpoint.firstCopy(), checkpoint.secondCopy()}) {
                        add(e, CheckpointEditor.block(copy) + offset.of(checkpoint), difference);
                        checkpoint.seal(copy);
                    }
                });
    }

    // --- what it says of a segment

    private void states() {
        state("generation", "+ 64", 64);
        state("live", "more than there is room for", 0);
        state("head", "another", 1);
        state("sequence", "+ 1", 1);
        state("firstStamp", "+ 1", 1);
    }

    private void state(String field, String change, int difference) {
        change(
                "segment state",
                field,
                change,
                FindingKind.CHECKPOINT_SEGMENT,
                c -> c.manifest().segmentBlocks().getFirst(),
                BlockLayout.BYTES + at(SegmentStateLayout.LAYOUT, field),
                (e, _, at) -> {
                    int line = at + sealedSegment(e) * SegmentStateLayout.BYTES;
                    if (difference == 0) e.bytes.putInt(line, 1 << 20);
                    else add(e, line, difference);
                });
    }

    /// One that the checkpoint knows as it is now.
    private static int sealedSegment(Editor e) {
        var manifest = new CheckpointEditor(e).manifest();
        int block = CheckpointEditor.block(manifest.segmentBlocks().getFirst()) + BlockLayout.BYTES;
        for (var survey : e.survey.kept()) {
            int line = block + survey.header.segment() * SegmentStateLayout.BYTES;
            boolean same = e.bytes.getInt(line) == survey.header.generation();
            if (same && survey.full) return survey.header.segment();
        }
        throw new AssertionError("no segment is as it was");
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
