package dev.firn.heap.check;

import dev.firn.log.checkpoint.Manifest;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.FrameKind;
import dev.firn.log.format.FrameLayout;
import dev.firn.log.format.ManifestLayout;
import dev.firn.log.format.RecordLayout;
import java.nio.ByteBuffer;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/// Changes single fields of a checkpoint's blocks and makes their checksums right again, and those of their frames.
final class CheckpointEditor {
    private final Editor editor;
    private final Manifest manifest;

    CheckpointEditor(Editor editor) {
        this.editor = editor;
        this.manifest = Manifest.read(editor.survey.view, editor.survey.superblock).orElseThrow();
    }

    Manifest manifest() {
        return manifest;
    }

    /// The copy of the manifest that is read first.
    long firstCopy() {
        return editor.survey.superblock.checkpoint().address();
    }

    long secondCopy() {
        return editor.survey.superblock.checkpoint().copy();
    }

    /// Where the named segments begin in a manifest's block.
    int named() {
        int restarts = manifest.restarts().size() * ManifestLayout.RESTART_BYTES;
        return BlockLayout.BYTES + ManifestLayout.BYTES + restarts;
    }

    /// The same of its runs.
    int runs() {
        return named() + manifest.named().size() * ManifestLayout.NAMED_BYTES;
    }

    /// The same of the addresses of blocks of segments.
    int blocks() {
        return runs() + manifest.runs().size() * ManifestLayout.RUN_BYTES;
    }

    /// The stamp of a frame that an opening does not read.
    long stampBefore() {
        return FrameLayout.stamp(editor.survey.view, segmentBefore().frame(0));
    }

    /// The largest object that is shown in such a place.
    long objectBefore() {
        long[] last = {0};
        editor.survey.newest.forEach(object -> {
            if (isBefore(editor.survey.at(editor.survey.newest.address(object)))) last[0] = object;
        });
        return last[0];
    }

    /// A segment in which something is shown, and which an opening does not read.
    int usedBefore() {
        return editor.survey.at(editor.survey.newest.address(objectBefore())).header.segment();
    }

    /// The same, and a frame of that kind is there.
    int usedBefore(FrameKind kind) {
        var used = new TreeSet<Integer>();
        editor.survey.newest.forEach(object -> {
            var segment = editor.survey.at(editor.survey.newest.address(object));
            if (isBefore(segment) && holds(segment, kind)) used.add(segment.header.segment());
        });
        return used.getFirst();
    }

    private boolean holds(SegmentSurvey segment, FrameKind kind) {
        for (int i = 0; i < segment.frames(); i++) {
            if (FrameLayout.kindCode(editor.survey.view, segment.frame(i)) == kind.code()) return true;
        }
        return false;
    }

    private SegmentSurvey segmentBefore() {
        return editor.survey.kept().stream().filter(this::isBefore).findFirst().orElseThrow();
    }

    private boolean isBefore(SegmentSurvey segment) {
        return manifest.restarts().stream()
                .anyMatch(restart ->
                        restart.head() == segment.header.head() && segment.header.sequence() < restart.sequence());
    }

    /// Where the block in the record at `address` begins.
    static int block(long address) {
        return (int) address + RecordLayout.BYTES;
    }

    /// All checksums around the block are right.
    void seal(long address) {
        int at = block(address);
        int length = RecordLayout.length(editor.survey.view, address);
        int crcAt = at + Editor.at(BlockLayout.LAYOUT, "crc32c");
        editor.bytes.putInt(crcAt, 0);
        var store = editor.survey.superblock.store();
        var prefix = ByteBuffer.allocate(2 * Long.BYTES);
        prefix.putLong(store.getMostSignificantBits()).putLong(store.getLeastSignificantBits());
        var crc = new CRC32C();
        crc.update(prefix.array());
        crc.update(editor.bytes.array(), at, length);
        editor.bytes.putInt(crcAt, (int) crc.getValue());
        editor.sealAround(address);
    }
}
