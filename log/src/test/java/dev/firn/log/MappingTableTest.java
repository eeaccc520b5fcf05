package dev.firn.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.log.format.RecordLayout;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MappingTableTest {
    private final MappingTable table = new MappingTable(LogMemory.onHeap(), 64);

    @Test
    void anObjectThatWasNeverInstalledHasNone() {
        for (long object : new long[] {0, 1, 63, 64, 1 << 20, RecordLayout.MAX_OBJECT}) {
            assertThat(table.entry(object)).isEqualTo(Entry.NONE);
        }
        assertThat(table.bytes()).isZero();
    }

    @Test
    void chunksAppearWhenTheirFirstObjectDoes() {
        table.install(1000, 7);
        assertThat(table.bytes()).isEqualTo(64 * 8 + 16);
        table.install(3, 8);
        assertThat(table.bytes()).isEqualTo(2 * (64 * 8 + 16));
        table.install(63, 9);
        assertThat(table.bytes()).isEqualTo(2 * (64 * 8 + 16));
        assertThat(table.entry(1000)).isEqualTo(7);
        assertThat(table.entry(3)).isEqualTo(8);
        assertThat(table.capacity()).isGreaterThan(1000);
    }

    @Test
    void anObjectThatCannotBeIsRefused() {
        assertThatThrownBy(() -> table.install(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> table.install(RecordLayout.MAX_OBJECT + 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MappingTable(LogMemory.onHeap(), 63)).isInstanceOf(IllegalArgumentException.class);
    }

    /// Threads that grow the table at the same time lose nobody's entry.
    @Test
    void growingAtTheSameTimeLosesNothing() throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        var ready = new AtomicInteger();
        var all = new ArrayList<Thread>();
        for (int t = 0; t < threads; t++) {
            int first = t;
            all.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                ready.incrementAndGet();
                                while (ready.get() < threads) Thread.onSpinWait();
                                for (int i = 0; i < each; i++) table.install((long) i * threads + first, i + 1);
                            }));
        }
        for (var thread : all) thread.join();
        for (int object = 0; object < threads * each; object++) {
            assertThat(table.entry(object)).isEqualTo(object / threads + 1);
        }
    }

    /// Many objects change twice, others appear: who walks sees all of them as they were.
    @Test
    void whatWasCapturedCanBeAskedForUntilTheWalkIsOver() {
        for (int object = 1; object <= 3000; object++) table.install(object, object);
        table.capture();
        for (int round = 1; round <= 2; round++) {
            for (int object = 1; object <= 4000; object += 2) table.install(object, 10_000L * round + object);
        }
        for (int object = 1; object <= 4000; object++) {
            assertThat(table.captureOf(object)).isEqualTo(object <= 3000 ? object : Entry.NONE);
        }
        table.walked();
        table.install(1, 5);
        table.capture();
        assertThat(table.captureOf(1)).as("at the next capture").isEqualTo(5);
    }
}
