package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CrewTest {
    @Test
    void allThreadsWork() {
        assertThat(Crew.run(3, () -> 1, () -> 2, () -> {})).containsExactly(1, 2, 2);
        assertThat(Crew.run(1, () -> 1, () -> 2, () -> {})).containsExactly(1);
    }

    @Test
    void whatOneOfThemThrowsIsThrown() {
        var stopped = new AtomicBoolean();
        assertThatThrownBy(
                        () -> Crew.run(2, () -> 1, CrewTest::fail, () -> stopped.set(true)))
                .isInstanceOf(CorruptStoreException.class)
                .hasMessage("bad");
        assertThat(stopped).isTrue();
    }

    private static int fail() {
        throw new CorruptStoreException("bad");
    }

    @Test
    void eachObjectIsInOneRange() {
        for (long end : new long[] {0, 64, 1 << 16, 5 << 16, (5 << 16) + 128}) {
            var found = Collections.synchronizedList(new ArrayList<long[]>());
            Ranges.run(3, end, (from, to) -> found.add(new long[] {from, to}));
            found.sort((a, b) -> Long.compare(a[0], b[0]));
            long at = 0;
            for (var range : found) {
                assertThat(range[0]).isEqualTo(at);
                assertThat(range[1]).isGreaterThan(at);
                at = range[1];
            }
            assertThat(at).isEqualTo(end);
        }
    }
}
