package dev.firn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.recovery.RecoveryListener.Phase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OpeningBarTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream terminal = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void aLongOpeningShowsSegments() {
        try (var bar = new OpeningBar(terminal, 0)) {
            bar.progress(Phase.SEGMENTS, 3, 8, 3 << 20);
        }
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("opening").contains("3/8").contains("3 MiB read");
    }

    @Test
    void aShortOneShowsNothing() {
        try (var bar = new OpeningBar(terminal, Long.MAX_VALUE / 2)) {
            bar.progress(Phase.SEGMENTS, 3, 8, 3 << 20);
        }
        assertThat(shown.size()).isZero();
    }

    @Test
    void whereThereIsNoTerminalNothingShows() {
        try (var bar = new OpeningBar(null, 0)) {
            bar.progress(Phase.SEGMENTS, 3, 8, 3 << 20);
            assertThat(bar.watched().interruptible()).isTrue();
        }
    }
}
