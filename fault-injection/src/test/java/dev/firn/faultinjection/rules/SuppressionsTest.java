package dev.firn.faultinjection.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.SimulatedRegion;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SuppressionsTest {
    private static final String HEAD = "| rule | where | reason |\n|---|---|---|\n";

    private final CheckedRegion region = new CheckedRegion(SimulatedRegion.create(64, 64));

    private long uncovered(String row) {
        return Suppressions.parse(HEAD + row).uncovered(region.findings(), "SomeTest").size();
    }

    @Test
    void aRowCoversARuleInATestOrAtAPlace() {
        region.drain();
        assertThat(uncovered("")).isEqualTo(1);
        assertThat(uncovered("| drain of nothing | `SomeTest` | as it is |")).isZero();
        assertThat(uncovered("| any | SomeTest | as it is |")).isZero();
        assertThat(uncovered("| drain of nothing | SuppressionsTest.aRow | as it is |")).isZero();
        assertThat(uncovered("| double flush | SomeTest | as it is |")).isEqualTo(1);
        assertThat(uncovered("| any | OtherTest | as it is |")).isEqualTo(1);
    }

    @Test
    void aRowThatIsNotUnderstoodIsRefused() {
        assertThatThrownBy(() -> uncovered("| no such rule | A | b |")).hasMessageContaining("no such rule");
        assertThatThrownBy(() -> uncovered("| any | A |")).hasMessageContaining("reason");
        assertThatThrownBy(() -> uncovered("| any | A | |")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theTableOfThisProjectIsUnderstood() {
        assertThat(Suppressions.read(Path.of("..", "docs", "crash-testing.md")).rows()).isNotEmpty();
    }
}
