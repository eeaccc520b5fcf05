package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.pmem.posix.Errno;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A virtual thread inside a system call holds its carrier. A handful of them in a slow fdatasync would stop every
/// virtual thread of the process, so none of them makes that call itself.
@Timeout(60)
class VirtualThreadTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({"fdatasync, fdatasync", "msync, msync"})
    void moreBlockedDrainsThanCarriersDoNotStopTheOthers(String backend, String call) throws Exception {
        int stores = 3 * Runtime.getRuntime().availableProcessors();
        Semaphore inside = new Semaphore(0);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Set<String> kinds = ConcurrentHashMap.newKeySet();
        FaultySys sys = new FaultySys();
        sys.on(
                call,
                _ -> {
                    kinds.add(Thread.currentThread().isVirtual() ? "virtual" : "platform");
                    inside.release();
                    awaitUninterruptibly(mayEnd);
                    return FaultySys.Script.GO_ON;
                });
        List<Region> regions = new ArrayList<>();
        List<Thread> drains = new ArrayList<>();
        for (int i = 0; i < stores; i++) {
            Region region =
                    new Opener(Host.system().with(sys))
                            .create(
                                    directory.resolve("store" + i),
                                    8192,
                                    RegionOptions.defaults().withBackend(backend));
            regions.add(region);
            drains.add(
                    Thread.startVirtualThread(() -> {
                        region.write(0, MemorySegment.ofArray(new byte[100]), 0, 100);
                        region.drain();
                    }));
        }
        inside.acquire(stores);

        CountDownLatch somebodyElse = new CountDownLatch(1);
        Thread.startVirtualThread(somebodyElse::countDown);
        somebodyElse.await(); // would wait for ever if the carriers were held

        mayEnd.countDown();
        for (Thread drain : drains) drain.join();
        regions.forEach(Region::close);
        assertThat(kinds).containsExactly("platform");
    }

    @Test
    void theThreadEndsWithTheRegion() throws Exception {
        try (Region region = Regions.create(directory.resolve("ends"), 8192, RegionOptions.defaults())) {
            assertThat(ioThreads("ends")).as("it starts with its first work").isZero();
            Thread.startVirtualThread(region::drain).join();
            assertThat(ioThreads("ends")).isEqualTo(1);
        }
        while (ioThreads("ends") > 0) Thread.sleep(1);
    }

    @Test
    void aFailureComesBackToTheVirtualThread() throws Exception {
        FaultySys sys = new FaultySys();
        Opener opener = new Opener(Host.system().with(sys));
        try (Region region = opener.create(directory.resolve("store"), 8192, RegionOptions.defaults())) {
            sys.fail("fdatasync", Errno.EIO, false);
            List<Throwable> failures = new ArrayList<>();
            Thread thread = Thread.ofVirtual().uncaughtExceptionHandler((_, e) -> failures.add(e)).start(region::drain);
            thread.join();
            assertThat(failures).singleElement().isInstanceOf(SyncFailedException.class);
        }
    }

    private static long ioThreads(String store) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("firn-io " + store))
                .count();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
