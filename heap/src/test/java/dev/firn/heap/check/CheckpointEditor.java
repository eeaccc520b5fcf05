package dev.firn.heap.check;

import dev.firn.log.checkpoint.Manifest;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.RecordLayout;
import java.nio.ByteBuffer;
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
