package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many drains, few synchronisations, and nobody acknowledged by one that began before his bytes were written.
@Timeout(30)
class SyncGroupTest {
    private final Poison poison = new Poison();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicInteger syncs = new AtomicInteger();
    private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean fails;

    private final SyncGroup group = new SyncGroup(this::slowSync, poison);

    private void slowSync(long from, long to) throws IOException {
        syncs.incrementAndGet();
        ranges.add(from >= to ? "nothing" : from + ".." + to);
        begun.release();
        mayEnd.acquireUninterruptibly();
        if (fails) throw new IOException("EIO");
    }

    private Thread drain(List<Throwable> failures) {
        return Thread.ofPlatform()
                .start(() -> {
                    try {
                        group.await();
                    } catch (RuntimeException failure) {
                        failures.add(failure);
                    }
                });
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) Thread.sleep(1);
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }

    @Test
    void whoComesDuringOneSynchronisationSharesTheNext() throws Exception {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        Thread first = drain(failures);
        begun.acquire();
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < 10; i++) others.add(drain(failures));
        for (Thread other : others) until(() -> waits(other));

        mayEnd.release();
        first.join();
        begun.acquire();
        assertThat(others).as("the running one began before they came").allMatch(Thread::isAlive);
        mayEnd.release();
        for (Thread other : others) other.join();
        assertThat(syncs).hasValue(2);
        assertThat(failures).isEmpty();
    }

    @Test
    void aFailureReachesAllItWasFor() throws Exception {
        List<Throwable> first = Collections.synchronizedList(new ArrayList<>());
        List<Throwable> later = Collections.synchronizedList(new ArrayList<>());
        Thread leader = drain(first);
        begun.acquire();
        Thread other = drain(later);
        until(() -> waits(other));
        fails = true;
        mayEnd.release();
        leader.join();
        other.join();
        assertThat(first).singleElement().isInstanceOf(SyncFailedException.class);
        assertThat(later).singleElement().isInstanceOf(RegionPoisonedException.class);
        assertThatThrownBy(group::await).isInstanceOf(RegionPoisonedException.class);
        assertThat(syncs).as("nothing is tried again").hasValue(1);
    }

    @Test
    void allWhoShareAFailedSynchronisationAreTold() throws Exception {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        Thread first = drain(new ArrayList<>());
        begun.acquire();
        List<Thread> others = List.of(drain(failures), drain(failures), drain(failures));
        for (Thread other : others) until(() -> waits(other));
        mayEnd.release();
        first.join();
        begun.acquire();
        fails = true;
        mayEnd.release();
        for (Thread other : others) other.join();
        assertThat(failures).hasSize(3).allSatisfy(e -> assertThat(e).isInstanceOf(SyncFailedException.class));
    }

    @Test
    void dirtyRangesAreTakenAsOne() throws Exception {
        mayEnd.release(10);
        group.dirty(100, 200);
        group.dirty(4000, 4096);
        group.await();
        group.await();
        group.dirty(7, 8);
        group.await();
        assertThat(ranges).containsExactly("100..4096", "nothing", "7..8");
    }

    @Test
    void anInterruptDoesNotShortenTheWait() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread waiter =
                Thread.ofPlatform()
                        .start(() -> {
                            group.await();
                            if (Thread.currentThread().isInterrupted()) interrupted.countDown();
                        });
        begun.acquire();
        waiter.interrupt();
        mayEnd.release();
        waiter.join();
        assertThat(interrupted.getCount()).isZero();
    }

    /// The system tells of a failed write-back once: if a growth asked for it beside a commit, the commit would be
    /// told that all is well.
    @Test
    void aGrowthsSynchronisationWaitsForTheOneThatRunsAndIsNotTriedAfterItsFailure() throws Exception {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        Thread commit = drain(failures);
        begun.acquire();
        AtomicInteger grown = new AtomicInteger();
        Thread growth = alone(grown::incrementAndGet, failures);
        until(() -> waits(growth));
        assertThat(grown).hasValue(0);
        fails = true;
        mayEnd.release();
        commit.join();
        growth.join();
        assertThat(grown).as("asked after a failure").hasValue(0);
        // Which of the two threads says so first is open.
        assertThat(failures)
                .satisfiesExactlyInAnyOrder(
                        commits -> assertThat(commits).isInstanceOf(SyncFailedException.class),
                        growths -> assertThat(growths).isInstanceOf(RegionPoisonedException.class));
    }

    @Test
    void aCommitThatComesDuringAGrowthsFailedSynchronisationIsToldAndDoesNotAsk() throws Exception {
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        Thread growth = alone(() -> slowSync(0, 0), new ArrayList<>());
        begun.acquire();
        Thread commit = drain(failures);
        until(() -> waits(commit));
        fails = true;
        mayEnd.release();
        growth.join();
        commit.join();
        assertThat(failures).singleElement().isInstanceOf(RegionPoisonedException.class);
        assertThat(syncs).as("asked once").hasValue(1);
    }

    private interface Work {
        void run() throws IOException;
    }

    private Thread alone(Work work, List<Throwable> failures) {
        return Thread.ofPlatform()
                .start(() -> {
                    try {
                        group.alone((_, _) -> work.run());
                    } catch (RuntimeException failure) {
                        failures.add(failure);
                    }
                });
    }

    /// On a real file: many threads, each draining many times.
    @Test
    void manyThreadsCostFewerSynchronisationsThanDrains(@org.junit.jupiter.api.io.TempDir java.nio.file.Path directory)
            throws Exception {
        FaultySys sys = new FaultySys();
        sys.on(
                "fdatasync",
                _ -> {
                    Thread.yield();
                    return FaultySys.Script.GO_ON;
                });
        int threads = 8;
        int drains = 25;
        Opener opener = new Opener(Host.system().with(sys));
        try (Region region = opener.create(directory.resolve("store"), 65536, RegionOptions.defaults())) {
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                long at = i * 64L;
                workers.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    byte[] bytes = new byte[64];
                                    for (int k = 0; k < drains; k++) {
                                        region.write(at, java.lang.foreign.MemorySegment.ofArray(bytes), 0, 64);
                                        region.drain();
                                    }
                                }));
            }
            for (Thread worker : workers) worker.join();
            assertThat(region.counters().syncs()).isBetween((long) drains, (long) threads * drains - 1);
            assertThat(sys.count("fdatasync")).isEqualTo(region.counters().syncs());
        }
    }
}
