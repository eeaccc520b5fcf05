package dev.firn.heap.check;

import dev.firn.log.DigestReader;
import dev.firn.log.format.DigestLayout;
import dev.firn.log.format.FrameKind;

/// Changes single fields of a digest and makes its checksum right again.
final class DigestEditor {
    private final Editor editor;
    private final DigestSeals seals;
    private final SegmentSurvey segment;

    /// Of the first segment whose digest lists a frame of that kind.
    DigestEditor(Editor editor, FrameKind kind) {
        this.editor = editor;
        this.seals = new DigestSeals(editor.survey.view, editor.survey.superblock);
        this.segment = first(kind);
    }

    private SegmentSurvey first(FrameKind kind) {
        var reader = new DigestReader(editor.survey.view, editor.survey.superblock);
        for (var each : editor.survey.kept()) {
            boolean any = reader.start(each.header) && reader.nextFrame() && reader.kind() == kind;
            if (any) return each;
        }
        throw new AssertionError("no segment has a digest that begins with a frame " + kind);
    }

    /// Where the field is.
    int at(String field) {
        return (int) seals.at(segment.header) + Editor.at(DigestLayout.LAYOUT, field);
    }

    /// Where the number of that index in the list begins; each ends with a byte below 128.
    int number(int index) {
        int at = (int) seals.at(segment.header) - editor.bytes.getInt(at("length"));
        for (int left = index; left > 0; left--) {
            while (editor.bytes.get(at) < 0) at++;
            at++;
        }
        return at;
    }

    void seal() {
        editor.bytes.putInt(at("crc32c"), seals.crc(segment.header));
    }
}
