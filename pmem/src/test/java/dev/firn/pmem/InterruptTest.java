package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An interrupt that meets a thread inside a `FileChannel` closes the channel, for every thread: so no thread of a
/// user's is ever inside one. Interrupts arrive here at whatever point they like.
class InterruptTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"fdatasync", "msync", "channel", "emulated", "nil"})
    void interruptsAtAnyPointChangeNothing(String backend) throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Region region =
                Regions.create(directory.resolve("store"), 1 << 16, RegionOptions.defaults().withBackend(backend))) {
            Thread worker =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    work(region);
                                } catch (Throwable thrown) {
                                    failure.set(thrown);
                                }
                            });
            while (worker.isAlive()) {
                worker.interrupt();
                Thread.onSpinWait();
            }
            assertThat(failure.get()).isNull();
            for (int i = 0; i < 200; i++) assertThat(region.view().getInt(i * 4L)).isEqualTo(i);
        }
        Thread.currentThread().interrupt(); // also while opening and closing
        try (Region region = Regions.open(directory.resolve("store"), RegionOptions.defaults().withBackend(backend))) {
            assertThat(region.view().getInt(199 * 4L)).isEqualTo(199);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private static void work(Region region) {
        for (int i = 0; i < 200; i++) {
            region.write(i * 4L, MemorySegment.ofArray(new int[] {i}), 0, 4);
            region.drain();
            if (i % 50 == 49) region.grow(region.size() + 4096);
        }
    }
}
