package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedTextTest {
    @TempDir Path directory;

    @Test
    void aDifferenceIsReportedAndRewrittenOnlyWhenAsked() throws IOException {
        String asked = System.clearProperty("firn.update");
        var file = directory.resolve("a.md");
        Files.writeString(file, "before\n<!-- t -->\nold\n<!-- /t -->\nafter\n");
        OwnedText.check(file, "t", "old");
        assertThatThrownBy(() -> OwnedText.check(file, "t", "new")).hasMessageContaining("-Dfirn.update=true");
        System.setProperty("firn.update", "true");
        try {
            OwnedText.check(file, "t", "new");
        } finally {
            System.clearProperty("firn.update");
            if (asked != null) System.setProperty("firn.update", asked);
        }
        assertThat(file).hasContent("before\n<!-- t -->\nnew\n<!-- /t -->\nafter\n");
    }

    @Test
    void whatWasMeasuredIsNotCompared() throws IOException {
        String asked = System.clearProperty("firn.update");
        var file = directory.resolve("a.md");
        Files.writeString(file, "<!-- t -->\nsomewhere\n\n| a | 1 |\n<!-- /t -->\n");
        try {
            OwnedText.checkMeasured(file, "t", "| a | 2 |");
            assertThatThrownBy(() -> OwnedText.checkMeasured(file, "t", "| b | 1 |")).hasMessageContaining("| b | 1 |");
        } finally {
            if (asked != null) System.setProperty("firn.update", asked);
        }
    }

    @Test
    void aMissingPartIsReported() throws IOException {
        var file = directory.resolve("a.md");
        Files.writeString(file, "nothing here");
        assertThatThrownBy(() -> OwnedText.check(file, "t", "new")).hasMessageContaining("has no part");
    }
}
