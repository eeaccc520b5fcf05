package dev.firn.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.EntryLog;
import dev.firn.log.Log;
import dev.firn.log.LogClosedException;
import dev.firn.log.OutcomeUnknownException;
import dev.firn.pmem.MediumFaultException;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionPoisonedException;
import dev.firn.recovery.LogScenario.Op;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What happens beside a growth or an opening of a segment that takes its time.
@Timeout(30)
class GrowthAndCloseTest {
    /// Stops at a call until it is let go.
    private static final class Held extends DelegatingRegion {
        private final CountDownLatch came = new CountDownLatch(1);
        private final CountDownLatch mayGo = new CountDownLatch(1);
        private volatile long failingFrom = Long.MAX_VALUE;

        Held(Region region) {
            super(region);
        }

        @Override
        public void grow(long newSize) {
            hold();
            super.grow(newSize);
        }

        @Override
        public void write(long at, MemorySegment source, long from, long length) {
            if (at >= failingFrom) {
                hold();
                throw new MediumFaultException(at, length, "the test said so", null);
            }
            super.write(at, source, from, length);
        }

        private void hold() {
            came.countDown();
            try {
                if (!mayGo.await(20, TimeUnit.SECONDS)) throw new AssertionError("nobody let it go");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static SimulatedRegion formatted() {
        var region = SimulatedRegion.create(LogScenario.regionBytes(1), LogScenario.regionBytes(8));
        Log.format(region, LogScenario.defaults());
        return region;
    }

    /// Both write a superblock: the one of the growth must not come after that of the end, nor take its number.
    @Test
    void closingWaitsForAGrowth() throws Exception {
        var region = formatted();
        var held = new Held(region);
        var log = Recovery.open(held, LogScenario.defaults()).log();
        var entries = new EntryLog(log);
        var growing = CompletableFuture.runAsync(() -> entries.append(MemorySegment.ofArray(new byte[100])));
        held.came.await();
        var closing = Thread.ofPlatform().start(log::close);
        untilItWaitsOrIsDone(closing);
        assertThat(closing.isAlive()).as("waits for the growth").isTrue();
        held.mayGo.countDown();
        assertThatThrownBy(growing::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LogClosedException.class);
        closing.join();
        assertThat(Recovery.open(region.kill(), LogScenario.defaults()).report().closedInOrder()).isTrue();
    }

    /// One writer fails while it opens the next segment. Whoever waits for that segment is told, and does not wait for
    /// ever.
    @Test
    void whoWaitsForASegmentThatCannotBeOpenedIsTold() throws Exception {
        var region = formatted();
        var held = new Held(region);
        var log = Recovery.open(held, LogScenario.defaults()).log();
        LogScenario.append(region, log, 0, new Op.Put(2, "x".repeat(2000)));
        held.failingFrom = LogScenario.regionBytes(1);
        var crossing = append(region, log, 1);
        held.came.await();
        var behind = append(region, log, 2);
        Thread.sleep(20); // no matter how far it comes
        held.mayGo.countDown();
        assertThatThrownBy(crossing::join).hasCauseInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(behind::join).hasCauseInstanceOf(RegionPoisonedException.class);
        log.close();
        var found = LogScenario.contents(Recovery.open(region.kill(), LogScenario.defaults()).log());
        assertThat(found.batches()).containsExactly(0);
    }

    private static CompletableFuture<Void> append(SimulatedRegion region, Log log, int number) {
        return CompletableFuture.runAsync(
                () -> LogScenario.append(region, log, number, new Op.Put(2, "x".repeat(2500))));
    }

    private static void untilItWaitsOrIsDone(Thread thread) {
        while (true) {
            switch (thread.getState()) {
                case NEW, RUNNABLE -> Thread.onSpinWait();
                case BLOCKED, WAITING, TIMED_WAITING, TERMINATED -> {
                    return;
                }
            }
        }
    }
}
