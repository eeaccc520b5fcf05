package dev.firn.faultinjection;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static void publish(SimulatedRegion region, long... places) {
        for (long place : places) region.publish(place, 7);
    }

    private static long last(Consumer<SimulatedRegion> work, boolean ordered) {
        var region = SimulatedRegion.create(1024, 1024);
        byte[] before = region.image();
        work.accept(region);
        return CrashPointHashes.of(new Recording(before, region.trace(), 1024), ordered)[region.trace().size()];
    }
}
