package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/// Frames under a checksum: intact or torn, and nothing between.
class GuardTest {
    private static final int FRAME = 256;
    private static final int FRAMES = 3;
    private static final CrashOptions OPTIONS =
            CrashOptions.defaults().withModels(CrashModel.WORDS).withNested(0).withExhaustive(200);

    /// Three frames of 256 bytes, all in flight at once: the first word is the checksum over the `covered` bytes
    /// behind it, and with it the frame's number.
    private record Frames(int covered, boolean marked) implements CrashScenario<String> {
        @Override
        public SimulatedRegion prepare() {
            return SimulatedRegion.create(1024, 1024);
        }

        @Override
        public void work(SimulatedRegion region) {
            for (int frame = 0; frame < FRAMES; frame++) {
                byte[] bytes = new byte[FRAME];
                for (int at = 8; at < FRAME; at++) bytes[at] = (byte) (frame + 1);
                Words.set(bytes, 0, checksum(bytes));
                region.write(frame * FRAME, MemorySegment.ofArray(bytes), 0, FRAME);
                if (marked) region.guarded(frame * FRAME, FRAME);
            }
        }

        @Override
        public String recover(SimulatedRegion region) {
            var found = new StringBuilder();
            for (int frame = 0; frame < FRAMES; frame++) {
                byte[] bytes = new byte[FRAME];
                region.view().copyTo(frame * FRAME, MemorySegment.ofArray(bytes), 0, FRAME);
                boolean holds = Words.get(bytes, 0) == checksum(bytes) && bytes[8] != 0;
                if (holds) found.append(Arrays.toString(bytes));
            }
            return found.toString();
        }

        @Override
        public void judge(String found, Progress progress) {}

        private long checksum(byte[] bytes) {
            var crc = new CRC32C();
            crc.update(bytes, 8, covered);
            return crc.getValue() + 1;
        }
    }

    @Test
    void framesInFlightAreExhaustedUpToTheirChecksums() {
        var report = CrashExplorer.explore(new Frames(FRAME - 8, false), OPTIONS.withGuards(GuardMode.WRITES, 4));
        assertThat(report.rungs()).containsEntry(CrashModel.WORDS, Rung.EXHAUSTIVE_GUARDED);
        assertThat(report.guardReduction()).isGreaterThan(1e20);
        assertThat(report.counts().spotChecks()).isGreaterThan(10);
        assertThat(report.sentence()).startsWith("exhaustive up to checksums (");
        assertThat(report.exhaustive()).isEmpty();
    }

    @Test
    void markedRangesAreGuardedToo() {
        var marked = CrashExplorer.explore(new Frames(FRAME - 8, true), OPTIONS.withGuards(GuardMode.MARKED));
        assertThat(marked.rungs()).containsEntry(CrashModel.WORDS, Rung.EXHAUSTIVE_GUARDED);
        var unmarked = CrashExplorer.explore(new Frames(FRAME - 8, false), OPTIONS.withGuards(GuardMode.MARKED));
        assertThat(unmarked.rungs()).containsEntry(CrashModel.WORDS, Rung.SAMPLED);
    }

    @Test
    void aChecksumThatLeavesWordsOutHasAHole() {
        assertThatThrownBy(
                        () ->
                                CrashExplorer.explore(
                                        new Frames(FRAME / 16, false), OPTIONS.withGuards(GuardMode.WRITES, 200)))
                .isInstanceOf(CrashFailure.class)
                .hasMessageContaining("a checksum has a hole");
    }
}
