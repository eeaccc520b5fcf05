package dev.firn.heap.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.log.checkpoint.Manifest;
import dev.firn.log.format.BlockLayout;
import dev.firn.log.format.RecordLayout;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What a checkpoint consists of is looked at, and a store whose checkpoint is damaged is still there.
class CheckpointCheckTest {
    private static byte[] whole;

    @BeforeAll
    static void make() {
        whole = Sample.cleaned(1);
    }

    private final byte[] bytes = whole.clone();
    private final Editor editor = new Editor(bytes);

    private List<FindingKind> kinds() {
        return Sample.check(bytes).findings().stream().map(Finding::kind).distinct().toList();
    }

    /// A byte of the block's content; the frame's checksum is made right again, the block's is not.
    private void damage(long block) {
        int at = (int) block + RecordLayout.BYTES + BlockLayout.BYTES;
        editor.bytes.put(at, (byte) (editor.bytes.get(at) ^ 1));
        editor.sealAround(block);
    }

    @Test
    void aSoundOneIsClean() {
        assertThat(editor.survey.superblock.checkpoint().isThere()).as("there is one").isTrue();
        assertThat(Sample.check(bytes).isClean()).as(Sample.check(bytes).findings().toString()).isTrue();
    }

    @Test
    void oneCopyOfTheManifest() {
        damage(editor.survey.superblock.checkpoint().address());
        assertThat(kinds()).contains(FindingKind.CHECKPOINT_COPY).doesNotContain(FindingKind.CHECKPOINT_LOST);
        assertThat(Sample.check(bytes).has(Severity.ERROR)).isFalse();
    }

    @Test
    void bothCopiesOfTheManifest() {
        damage(editor.survey.superblock.checkpoint().address());
        damage(editor.survey.superblock.checkpoint().copy());
        assertThat(kinds()).contains(FindingKind.CHECKPOINT_COPY, FindingKind.CHECKPOINT_LOST);
        assertThat(Sample.check(bytes).has(Severity.ERROR)).isFalse();
    }

    @Test
    void theTableOfSegmentsAndTheRuns() {
        var manifest = manifest();
        damage(manifest.segmentBlocks().getFirst());
        assertThat(kinds()).contains(FindingKind.CHECKPOINT_BLOCK);
        damage(manifest.segmentBlocks().getFirst());
        assertThat(Sample.check(bytes).isClean()).as("as before").isTrue();
        damage(manifest.runs().getFirst().root());
        assertThat(kinds()).contains(FindingKind.CHECKPOINT_BLOCK);
    }

    private Manifest manifest() {
        return Manifest.read(editor.survey.view, editor.survey.superblock).orElseThrow();
    }
}
