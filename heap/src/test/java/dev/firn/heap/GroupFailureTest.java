package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.firn.faultinjection.DelegatingRegion;
import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.log.OutcomeUnknownException;
import dev.firn.pmem.Granularity;
import dev.firn.pmem.Region;
import dev.firn.pmem.SyncFailedException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Three commits have their places in the log, and then the synchronisation that they share fails.
class GroupFailureTest {
    private static final int BYTES = 2 * 4096 + 4 * 4096;
    private static final int MEMBERS = 3;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyIsToldThatItIsThereAndReopeningDecides(boolean powerFails) throws Exception {
        var simulated = SimulatedRegion.create(BYTES, BYTES);
        var region = new HeldRegion(simulated);
        var store = Store.open(region, Stores.SMALL.withMaxBytes(BYTES));
        var map = store.map("m", Codec.string(), Codec.int32());
        map.put("old", 0);
        long commits = store.metrics().commits();
        byte[] durable = simulated.image();
        region.hold = true;
        var members = members(region, map);
        assertThat(map).as("what plain readers see meanwhile").containsOnlyKeys("old");
        assertThat(store.metrics().commits()).isEqualTo(commits);
        region.mayFail.countDown();
        for (var member : members) requireUnknown(member);
        assertThat(store.metrics().commits()).as("acknowledged").isEqualTo(commits);
        assertThatThrownBy(() -> map.get("old")).isInstanceOf(StoreFailedException.class);
        assertThatThrownBy(() -> map.put("more", 1)).isInstanceOf(StoreFailedException.class);
        store.close();
        var found = reopened(powerFails ? SimulatedRegion.of(durable, BYTES) : simulated.kill());
        assertThat(found).containsOnlyKeys(powerFails ? List.of("old") : List.of("k0", "k1", "k2", "old"));
    }

    /// The first one is at its drain, which is held up; the others have their places behind it.
    private static List<CompletableFuture<Integer>> members(HeldRegion region, DurableMap<String, Integer> map)
            throws InterruptedException {
        var members = new ArrayList<CompletableFuture<Integer>>();
        for (int number = 0; number < MEMBERS; number++) {
            int value = number;
            long before = region.writes.get();
            members.add(CompletableFuture.supplyAsync(() -> map.put("k" + value, value), Thread::startVirtualThread));
            if (number == 0) region.came.await();
            while (region.writes.get() == before) Thread.onSpinWait();
        }
        return members;
    }

    private static void requireUnknown(CompletableFuture<Integer> member) {
        var told = catchThrowable(member::join);
        assertThat(told).as("what a member was told").isNotNull();
        assertThat(told.getCause()).isInstanceOf(OutcomeUnknownException.class);
    }

    private static TreeMap<String, Integer> reopened(Region region) {
        try (var store = Store.open(region, Stores.SMALL.withMaxBytes(BYTES))) {
            return new TreeMap<>(store.map("m", Codec.string(), Codec.int32()));
        }
    }

    /// Page mode; once held, the next drain waits and fails, and so does each after it.
    private static final class HeldRegion extends DelegatingRegion {
        final CountDownLatch came = new CountDownLatch(1);
        final CountDownLatch mayFail = new CountDownLatch(1);
        private final AtomicReference<SyncFailedException> failure = new AtomicReference<>();
        volatile boolean hold;
        final AtomicLong writes = new AtomicLong();

        HeldRegion(Region region) {
            super(region);
        }

        @Override
        public Granularity granularity() {
            return Granularity.PAGE;
        }

        @Override
        public void write(long at, MemorySegment source, long from, long length) {
            super.write(at, source, from, length);
            writes.incrementAndGet();
        }

        @Override
        public void drain() {
            if (!hold) {
                super.drain();
                return;
            }
            came.countDown();
            try {
                mayFail.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            failure.compareAndSet(null, new SyncFailedException("the test said so", new IOException("no")));
            throw failure.get();
        }
    }
}
