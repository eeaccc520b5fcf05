package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Closing takes the mapping away; a system call or machine code that is still at work on it would take the process
/// with it.
@Timeout(30)
class GateTest {
    private final Gate gate = new Gate("the region");

    @Test
    void closingWaitsForThoseInside() throws InterruptedException {
        int stripe = gate.enter();
        Thread closer = Thread.ofPlatform().start(gate::close);
        while (closer.getState() != Thread.State.TIMED_WAITING && closer.isAlive()) Thread.onSpinWait();
        assertThat(closer.isAlive()).isTrue();
        assertThatThrownBy(gate::enter).isInstanceOf(RegionClosedException.class).hasMessageContaining("the region");
        gate.leave(stripe);
        closer.join();
    }

    @Test
    void onlyTheFirstCloseCloses() {
        assertThat(gate.close()).isTrue();
        assertThat(gate.close()).isFalse();
    }

    @Test
    void anInterruptDoesNotShortenTheWait() throws InterruptedException {
        int stripe = gate.enter();
        List<Boolean> interrupted = new ArrayList<>();
        Thread closer =
                Thread.ofPlatform()
                        .start(() -> {
                            gate.close();
                            interrupted.add(Thread.currentThread().isInterrupted());
                        });
        closer.interrupt();
        while (closer.getState() != Thread.State.TIMED_WAITING && closer.isAlive()) Thread.onSpinWait();
        assertThat(closer.isAlive()).isTrue();
        gate.leave(stripe);
        closer.join();
        assertThat(interrupted).containsExactly(true);
    }

    @Test
    void countsOfManyThreadsAddUp() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                for (int k = 0; k < 1000; k++) {
                                    int stripe = gate.enter();
                                    gate.countBytes(stripe, 3, 2);
                                    gate.leaveWritten(stripe);
                                    gate.countFence();
                                }
                            }));
        }
        for (Thread thread : threads) thread.join();
        assertThat(gate.counters()).isEqualTo(new Counters(40_000, 120_000, 80_000, 40_000, 0));
        assertThat(gate.close()).isTrue();
    }
}
