package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CrashPointHashesTest {
    @Test
    void theOrderOfStoresToDifferentSectorsCountsOnlyWhereAsked() {
        Consumer<SimulatedRegion> oneWay =
                region -> {
                    region.publish(0, 1);
                    region.publish(512, 2);
                };
        Consumer<SimulatedRegion> theOther =
                region -> {
                    region.publish(512, 2);
                    region.publish(0, 1);
                };
        assertThat(last(oneWay, false)).isEqualTo(last(theOther, false));
        assertThat(last(oneWay, true)).isNotEqualTo(last(theOther, true));
    }

    @Test
    void aStoreThatChangesNothingCountsWhereAsked() {
        Consumer<SimulatedRegion> once = region -> region.publish(0, 1);
        Consumer<SimulatedRegion> twice =
                region -> {
                    region.publish(0, 1);
                    region.publish(0, 1);
                    region.publish(8, 0);
                };
        Consumer<SimulatedRegion> changed =
                region -> {
                    region.publish(0, 1);
                    region.publish(0, 2);
                    region.publish(0, 1);
                };
        assertThat(last(once, false)).isNotEqualTo(last(twice, false));
        assertThat(lastOfChanges(once)).isEqualTo(lastOfChanges(twice)).isNotEqualTo(lastOfChanges(changed));
    }

    @Test
    void theOrderInsideASectorCounts() {
        var hashes =
                List.of(
                        last(region -> publish(region, 0, 8), false),
                        last(region -> publish(region, 8, 0), false),
                        last(region -> publish(region, 0), false));
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void whatIsDurableIsNotWhatIsPending() {
        long pending = last(region -> publish(region, 0), false);
        long durable =
                last(
                        region -> {
                            publish(region, 0);
                            region.persist(0, 8);
                        },
                        false);
        assertThat(durable).isNotEqualTo(pending);
    }

    /// [CrashModel#JAVA] keeps what was stored before an ordering action before what was stored after it.
    @Test
    void anOrderingActionBetweenTwoStoresCounts() {
        Consumer<SimulatedRegion> together =
                region -> {
                    store(region, 0);
                    store(region, 8);
                    region.publish(16, 7);
                };
        Consumer<SimulatedRegion> apart =
                region -> {
                    store(region, 0);
                    region.flush(64, 8);
                    store(region, 8);
                    region.publish(16, 7);
                };
        Consumer<SimulatedRegion> apartEarlier =
                region -> {
                    region.flush(64, 8);
                    store(region, 0);
                    store(region, 8);
                    region.publish(16, 7);
                };
        assertThat(last(apart, false)).isNotEqualTo(last(together, false));
        assertThat(last(apartEarlier, false)).isEqualTo(last(together, false));
    }

    /// [CrashModel#JAVA] orders nothing in a line in which several threads have stored.
    @Test
    void whoStoredCounts() {
        Consumer<SimulatedRegion> alone = region -> publish(region, 0, 8);
        Consumer<SimulatedRegion> two =
                region -> {
                    publish(region, 0);
                    var other = Thread.ofPlatform().start(() -> publish(region, 8));
                    try {
                        other.join();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                };
        assertThat(last(two, false)).isNotEqualTo(last(alone, false));
    }

    /// [CrashModel#PX86] keeps the order of single stores to a line, not that of the words of a bulk write.
    @Test
    void aBulkWriteIsNotARowOfStores() {
        var words = MemorySegment.ofArray(new long[] {7, 7});
        Consumer<SimulatedRegion> bulk = region -> region.write(0, words, 0, 16);
        Consumer<SimulatedRegion> single =
                region -> {
                    store(region, 0);
                    store(region, 8);
                };
        assertThat(last(bulk, false)).isNotEqualTo(last(single, false));
    }

    private static void store(SimulatedRegion region, long at) {
        region.store(at, MemorySegment.ofArray(new long[] {7}), 0, 8);
    }

    private static void publish(SimulatedRegion region, long... places) {
        for (long place : places) region.publish(place, 7);
    }

    private static long last(Consumer<SimulatedRegion> work, boolean ordered) {
        var recording = recording(work);
        return CrashPointHashes.of(recording, ordered)[recording.trace().size()];
    }

    private static long lastOfChanges(Consumer<SimulatedRegion> work) {
        var recording = recording(work);
        return CrashPointHashes.ofChanges(recording)[recording.trace().size()];
    }

    private static Recording recording(Consumer<SimulatedRegion> work) {
        var region = SimulatedRegion.create(1024, 1024);
        byte[] before = region.image();
        work.accept(region);
        return new Recording(before, region.trace(), 1024);
    }
}
