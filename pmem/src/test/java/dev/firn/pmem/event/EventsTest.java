package dev.firn.pmem.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a recording says, and what it costs that there is none.
class EventsTest {
    private static final int ROUND = 20_000;
    private static final int MOST_ROUNDS = 40;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir private Path directory;

    /// @param name of the event
    /// @param begin of the facade
    /// @param none what it gives when nobody records
    record Kind(String name, Supplier<Object> begin, Object none) {}

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("dev.firn.Commit", Events::commit, Commit.NONE),
                new Kind("dev.firn.Sync", Events::sync, Sync.NONE),
                new Kind("dev.firn.Grow", Events::grow, Resize.NONE),
                new Kind("dev.firn.Shrink", Events::shrink, Resize.NONE),
                new Kind("dev.firn.Recovery", Events::recovery, Recovery.NONE),
                new Kind("dev.firn.Clean", Events::clean, Clean.NONE),
                new Kind("dev.firn.Checkpoint", Events::checkpoint, Checkpoint.NONE),
                new Kind("dev.firn.Spill", Events::spill, Spill.NONE));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatNobodyRecordsIsNothing(Kind kind) {
        assertThat(kind.begin().get()).isSameAs(kind.none());
        try (var recording = new Recording()) {
            recording.enable(kind.name());
            recording.start();
            assertThat(kind.begin().get()).isNotSameAs(kind.none());
            recording.disable(kind.name());
            recording.stop();
        }
        assertThat(kind.begin().get()).isSameAs(kind.none());
    }

    @Test
    void eachIsKnownByNameAndDescribed() {
        kinds().forEach(kind -> kind.begin().get());
        var names = kinds().map(Kind::name).toList();
        var ours =
                FlightRecorder.getFlightRecorder().getEventTypes().stream()
                        .filter(type -> type.getName().startsWith("dev.firn."))
                        .toList();
        assertThat(ours).extracting(jdk.jfr.EventType::getName).containsExactlyInAnyOrderElementsOf(names);
        assertThat(ours)
                .allSatisfy(type -> {
                    assertThat(type.getCategoryNames()).containsExactly("Firn");
                    assertThat(type.getDescription()).isNotEmpty();
                    assertThat(type.getLabel()).isNotEmpty();
                });
    }

    /// Hot paths: the loops around them are what the compiler makes of a commit.
    @Test
    void whatNobodyRecordsMakesNoGarbage() {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < MOST_ROUNDS && least > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < ROUND; i++) {
                Events.sync().end("none", i);
                var commit = Events.commit();
                commit.waiting();
                commit.end(i, 1);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "msync", "channel", "emulated"})
    void drainsGrowthAndCutsAreRecorded(String backend) throws IOException {
        var store = directory.resolve("store");
        var events = record(() -> work(store, backend));
        var syncs = of(events, "dev.firn.Sync");
        assertThat(syncs).isNotEmpty().allSatisfy(event -> assertThat(event.getString("backend")).isEqualTo(backend));
        assertThat(syncs.stream().mapToLong(event -> event.getLong("bytes")).sum()).isEqualTo(300);
        var grow = of(events, "dev.firn.Grow").getFirst();
        assertThat(grow.getString("path")).isEqualTo(store.toString());
        assertThat(grow.getLong("from")).isEqualTo(8192);
        assertThat(grow.getLong("to")).isEqualTo(65536);
        var shrink = of(events, "dev.firn.Shrink").getFirst();
        assertThat(shrink.getLong("from")).isEqualTo(65536);
        assertThat(shrink.getLong("to")).isEqualTo(4096);
        assertThat(shrink.getDuration()).isPositive();
    }

    private static void work(Path store, String backend) {
        try (Region region = Regions.create(store, 8192, RegionOptions.defaults().withBackend(backend))) {
            for (int i = 0; i < 3; i++) {
                region.write(i * 1000L, MemorySegment.ofArray(new byte[100]), 0, 100);
                region.drain();
            }
            region.grow(65536);
            region.shrink(4096);
        }
    }

    private List<RecordedEvent> record(Runnable work) throws IOException {
        try (var recording = new Recording()) {
            kinds().forEach(kind -> recording.enable(kind.name()).withThreshold(Duration.ZERO));
            recording.start();
            work.run();
            recording.stop();
            var file = directory.resolve("recording.jfr");
            recording.dump(file);
            return RecordingFile.readAllEvents(file);
        }
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
        return events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
    }
}
