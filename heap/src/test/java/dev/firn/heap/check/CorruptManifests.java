package dev.firn.heap.check;

import static dev.firn.heap.check.Editor.at;

import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.ManifestLayout;
import dev.firn.log.format.SuperblockLayout;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/// Fields of the manifest, in both copies alike, and what the superblock says of it.
final class CorruptManifests extends CorruptCases {
    CorruptManifests() {
        superblock("checkpoint", "where no block begins", FindingKind.CHECKPOINT_COPY, at -> at + 8);
        superblock("checkpointCopy", "where no block begins", FindingKind.CHECKPOINT_COPY, at -> at + 8);
        superblock("checkpointCopy", "the first one", FindingKind.CHECKPOINT_COPY, at -> 0);
        superblock("checkpointLife", "+ 1", FindingKind.CHECKPOINT_LOST, life -> life + 1);
        numbers();
        places();
        int objects = BlockLayout.BYTES + at(ManifestLayout.LAYOUT, "blockObjects");
        copies(
                () -> Sample.cleaned(1),
                "manifest",
                "blockObjects",
                "doubled",
                FindingKind.MAPPING_ENTRY,
                (e, _, block) -> e.bytes.putInt(block + objects, 2 * e.bytes.getInt(block + objects)));
    }

    private void numbers() {
        number("life", "+ 1", FindingKind.CHECKPOINT_LOST, (_, life) -> life + 1);
        number("stamp", "that of a frame before its end", (c, _) -> c.stampBefore());
        number("stamp", "+ 1", (_, stamp) -> stamp + 1);
        number("stamp", "+ 2^40", (_, stamp) -> stamp + (1L << 40));
        number("nextObject", "an object that is there", (c, _) -> c.objectBefore());
        number("nextObject", "- 1", (_, _) -> -1);
        number("live", "0", (_, _) -> 0);
        number("live", "more than there is room for", (_, live) -> live + (1 << 20));
        number("live", "- 1", (_, _) -> -1);
        segments("segmentCount", "one more than there are", FindingKind.CHECKPOINT_MANIFEST, (_, count) -> count + 1);
        segments("segmentCount", "that of a segment in use", FindingKind.CHECKPOINT_MANIFEST, (c, _) -> c.usedBefore());
        segments("segmentCount", "0", FindingKind.CHECKPOINT_MANIFEST, (_, _) -> 0);
        segments("restarts", "- 1", FindingKind.RECOVERY_REFUSES, (_, count) -> count - 1);
        segments("named", "- 1", FindingKind.RECOVERY_REFUSES, (_, count) -> count - 1);
        segments("runs", "- 1", FindingKind.CHECKPOINT_BLOCK, (_, count) -> count - 1);
        segments("segmentBlocks", "0", FindingKind.CHECKPOINT_SEGMENT, (_, count) -> 0);
    }

    private void places() {
        for (var field : new String[] {"head", "segment", "generation", "offset", "sequence"}) {
            restart(field, field.equals("offset") ? FindingKind.CHECKPOINT_MANIFEST : FindingKind.RECOVERY_REFUSES);
        }
        restart("life", FindingKind.CHECKPOINT_MANIFEST);
        named("one that is named already", (_, e, at) -> e.bytes.getInt(at + ManifestLayout.NAMED_BYTES));
        named("one in use", (c, _, _) -> c.usedBefore());
        named("one that is not there", (_, _, _) -> 1 << 20);
        int generation = at(ManifestLayout.NAMED, "generation");
        both("named", "generation", "+ 64", FindingKind.CHECKPOINT_NAMED, c -> c.named() + generation, 64);
        int root = at(ManifestLayout.RUN, "root");
        both("run", "root", "where no block begins", FindingKind.CHECKPOINT_BLOCK, c -> c.runs() + root, 8);
        int number = at(ManifestLayout.RUN, "checkpoint");
        both("run", "checkpoint", "+ 1", FindingKind.CHECKPOINT_BLOCK, c -> c.runs() + number, 1);
        String nowhere = "where no block begins";
        both("manifest", "segmentBlocks", nowhere, FindingKind.CHECKPOINT_BLOCK, CheckpointEditor::blocks, 8);
    }

    private void restart(String field, FindingKind kind) {
        int at = BlockLayout.BYTES + ManifestLayout.BYTES + at(ManifestLayout.RESTART, field);
        both("restart", field, "+ 1", kind, _ -> at, 1);
        both("restart", field, "- 1", kind, _ -> at, -1);
    }

    private interface Segment {
        int of(CheckpointEditor checkpoint, Editor editor, int at);
    }

    private void named(String change, Segment segment) {
        copies(
                "named",
                "segment",
                change,
                FindingKind.CHECKPOINT_NAMED,
                (e, c, block) -> {
                    int at = block + c.named() + at(ManifestLayout.NAMED, "segment");
                    e.bytes.putInt(at, segment.of(c, e, at));
                });
    }

    private interface Change {
        long of(CheckpointEditor checkpoint, long before);
    }

    private void superblock(String field, String change, FindingKind kind, LongUnaryOperator edit) {
        add(
                Sample::moved,
                "superblock",
                field,
                change,
                kind,
                e -> {
                    int slot = e.newestSlot();
                    int at = slot + at(SuperblockLayout.LAYOUT, field);
                    e.bytes.putLong(at, edit.applyAsLong(e.bytes.getLong(at)));
                    e.sealSlot(slot);
                });
    }

    private void number(String field, String change, Change edit) {
        number(field, change, FindingKind.CHECKPOINT_MANIFEST, edit);
    }

    private void number(String field, String change, FindingKind kind, Change edit) {
        int offset = BlockLayout.BYTES + at(ManifestLayout.LAYOUT, field);
        copies(
                "manifest",
                field,
                change,
                kind,
                (e, c, block) -> e.bytes.putLong(block + offset, edit.of(c, e.bytes.getLong(block + offset))));
    }

    private void segments(String field, String change, FindingKind kind, Change edit) {
        int offset = BlockLayout.BYTES + at(ManifestLayout.LAYOUT, field);
        copies(
                "manifest",
                field,
                change,
                kind,
                (e, c, block) -> e.bytes.putInt(block + offset, (int) edit.of(c, e.bytes.getInt(block + offset))));
    }

    private interface Offset {
        int of(CheckpointEditor checkpoint);
    }

    private void both(String structure, String field, String change, FindingKind kind, Offset offset, int difference) {
        copies(structure, field, change, kind, (e, c, block) -> add(e, block + offset.of(c), difference));
    }

    private interface Edit {
        void make(Editor editor, CheckpointEditor checkpoint, int block);
    }

    private void copies(String structure, String field, String change, FindingKind kind, Edit edit) {
        copies(Sample::moved, structure, field, change, kind, edit);
    }

    private void copies(
            Supplier<byte[]> store, String structure, String field, String change, FindingKind kind, Edit edit) {
        add(
                store,
                structure,
                field,
                change,
                kind,
                e -> {
                    var checkpoint = new CheckpointEditor(e);
                    for (long copy : new long[] {checkpoint.firstCopy(), checkpoint.secondCopy()}) {
                        edit.make(e, checkpoint, CheckpointEditor.block(copy));
                        checkpoint.seal(copy);
                    }
                });
    }
}
