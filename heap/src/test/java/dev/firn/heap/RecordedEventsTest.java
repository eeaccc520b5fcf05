package dev.firn.heap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a store tells Java Flight Recorder, and that it does without one.
class RecordedEventsTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "emulated"})
    void commitsAndOpeningsAreRecorded(String backend) throws Exception {
        var path = directory.resolve("store");
        var options = StoreOptions.defaults().withBackend(backend);
        var events = record(() -> work(path, options));
        var commits = of(events, "dev.firn.Commit");
        assertThat(commits).hasSize(11); // the map, and ten entries
        assertThat(commits)
                .allSatisfy(commit -> {
                    assertThat(commit.getInt("records")).isPositive();
                    assertThat(commit.getLong("bytes")).isGreaterThan(32);
                    assertThat(commit.getDuration("wait")).isLessThanOrEqualTo(commit.getDuration().plusMillis(1));
                });
        boolean waits = backend.equals("fdatasync");
        assertThat(commits.getLast().getDuration("wait").isPositive()).isEqualTo(waits);
        var recoveries = of(events, "dev.firn.Recovery");
        assertThat(recoveries).hasSize(2);
        assertThat(recoveries.getFirst().getLong("records")).isZero();
        assertThat(recoveries.getLast().getLong("records")).isGreaterThan(10);
        assertThat(recoveries.getLast().getBoolean("closedInOrder")).isTrue();
    }

    @Test
    void checkpointsAndCleaningAreRecorded() throws Exception {
        var store = Store.open(Stores.memory(100 * 4096), Stores.SMALL.withMaxBytes(100 * 4096));
        var events =
                record(() -> {
                    var map = store.map("map", Codec.int32(), Codec.string());
                    for (int i = 0; i < 4000; i++) {
                        map.put(i % 10, "value " + i);
                        if (i % 2 == 0) map.put(1000 + i, "never changed".repeat(3));
                    }
                });
        var checkpoints = of(events, "dev.firn.Checkpoint");
        assertThat(checkpoints).isNotEmpty();
        assertThat(checkpoints.getFirst().getBoolean("base")).isTrue();
        assertThat(checkpoints)
                .allSatisfy(checkpoint -> {
                    assertThat(checkpoint.getLong("entries")).isPositive();
                    assertThat(checkpoint.getLong("bytes")).isGreaterThan(8);
                    assertThat(checkpoint.getLong("tail")).isGreaterThan(checkpoint.getLong("entries"));
                });
        var bytes = checkpoints.stream().mapToLong(each -> each.getLong("bytes")).sum();
        assertThat(bytes).isLessThanOrEqualTo(store.metrics().log().checkpointBytes());
        var cleaned = of(events, "dev.firn.Clean");
        assertThat(cleaned).isNotEmpty();
        assertThat(cleaned).allSatisfy(clean -> assertThat(clean.getInt("segment")).isBetween(0, 97));
        long moved = cleaned.stream().mapToLong(each -> each.getLong("moved")).sum();
        long freed = cleaned.stream().mapToLong(each -> each.getLong("freed")).sum();
        assertThat(moved).isBetween(1L, store.metrics().log().movedBytes());
        assertThat(freed).isPositive();
        assertThat(cleaned.stream().mapToLong(each -> each.getInt("records")).sum()).isPositive();
    }

    private static void work(Path path, StoreOptions options) {
        try (Store store = Store.open(path, options)) {
            DurableMap<String, String> map = store.map("map", Codec.string(), Codec.string());
            for (int i = 0; i < 10; i++) map.put("key" + i, "value");
        }
        Store.open(path, options).close();
    }

    /// Everything that happens in the meantime.
    private static List<RecordedEvent> record(Runnable work) throws InterruptedException {
        var seen = new ConcurrentLinkedQueue<RecordedEvent>();
        try (var stream = new RecordingStream()) {
            stream.setReuse(false);
            stream.onEvent(seen::add);
            for (var name : List.of("dev.firn.Commit", "dev.firn.Recovery", "dev.firn.Checkpoint", "dev.firn.Clean")) {
                stream.enable(name).withThreshold(Duration.ZERO);
            }
            stream.startAsync();
            work.run();
            stream.stop();
        }
        return List.copyOf(seen);
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
        Map<String, List<RecordedEvent>> byName =
                events.stream().collect(Collectors.groupingBy(event -> event.getEventType().getName()));
        return byName.getOrDefault(name, List.of());
    }

    /// Small run-time images leave the recorder out.
    @Test
    void aStoreNeedsNoRecorder() throws Exception {
        var command =
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "--limit-modules=java.base,jdk.nio.mapmode",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutRecorder.class.getName(),
                        directory.resolve("store").toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("no recorder, 1 commit more");
    }

    /// In a JVM of its own.
    static final class WithoutRecorder {
        private WithoutRecorder() {}

        public static void main(String[] arguments) {
            if (ModuleLayer.boot().findModule("jdk.jfr").isPresent()) throw new IllegalStateException("a recorder");
            try (Store store = Store.open(Path.of(arguments[0]))) {
                DurableMap<String, String> map = store.map("map", Codec.string(), Codec.string());
                long before = store.metrics().commits();
                map.put("a", "b");
                System.out.println("no recorder, %d commit more".formatted(store.metrics().commits() - before));
            }
        }
    }
}
