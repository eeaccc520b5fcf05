package dev.firn.heap.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.log.DigestReader;
import dev.firn.log.format.FrameLayout;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A digest must say what the frames say, since an opening may go by either.
class DigestCheckTest {
    private static byte[] whole;

    @BeforeAll
    static void make() {
        whole = Sample.cleaned(1);
    }

    private final byte[] bytes = whole.clone();
    private final Editor editor = new Editor(bytes);

    /// The first frame of a segment that has a digest.
    private long frame() {
        var digests = new DigestReader(editor.survey.view, editor.survey.superblock);
        for (var segment : editor.survey.kept()) {
            if (digests.start(segment.header) && FrameLayout.count(editor.survey.view, segment.frame(0)) > 0) {
                return segment.frame(0);
            }
        }
        throw new AssertionError("no segment has a digest");
    }

    @Test
    void oneThatSaysTheSameIsClean() {
        assertThat(frame()).isPositive();
        assertThat(Sample.check(bytes).isClean()).as(Sample.check(bytes).findings().toString()).isTrue();
    }

    @Test
    void anotherObjectIsFound() {
        long record = frame() + FrameLayout.BYTES;
        editor.setObject(record, editor.survey.object(record) + 1);
        editor.sealAround(record);
        assertThat(Sample.check(bytes).findings()).extracting(Finding::kind).contains(FindingKind.SEGMENT_DIGEST);
    }
}
