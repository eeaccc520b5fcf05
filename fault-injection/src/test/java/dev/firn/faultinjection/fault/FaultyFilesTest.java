package dev.firn.faultinjection.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firn.pmem.FirnException;
import dev.firn.pmem.Region;
import dev.firn.pmem.RegionOptions;
import dev.firn.pmem.Regions;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyFilesTest {
    private static final RegionOptions CHANNEL = RegionOptions.defaults().withBackend("channel");

    @TempDir Path folder;

    @Test
    void theNthCallFailsAndTheOthersDoNot() throws IOException {
        var faults = new FaultyFiles(FileFault.FORCE, FaultMode.ONCE, 2);
        Path file = faults.path(folder).resolve("log");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
            channel.force(true);
            assertThatThrownBy(() -> channel.force(true)).isInstanceOf(IOException.class).hasMessageContaining("FORCE");
            channel.force(true);
        }
        assertThat(faults.calls()).isEqualTo(3);
        assertThat(Files.readAllBytes(folder.resolve("log"))).containsExactly(1, 2, 3);
    }

    @Test
    void aShortWriteIsShortAndABrokenOneHalfDone() throws IOException {
        Path shortly = new FaultyFiles(FileFault.SHORT_WRITE, FaultMode.ONCE, 1).path(folder.resolve("short"));
        try (var channel = FileChannel.open(shortly, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(channel.write(ByteBuffer.wrap(new byte[5]))).isEqualTo(3);
        }
        Path broken = new FaultyFiles(FileFault.WRITE, FaultMode.STICKY, 1).path(folder.resolve("broken"));
        assertThatThrownBy(() -> Files.write(broken, new byte[] {1, 2, 3, 4})).isInstanceOf(IOException.class);
        assertThat(Files.readAllBytes(folder.resolve("broken"))).containsExactly(1, 2);
        Path full = new FaultyFiles(FileFault.NO_SPACE, FaultMode.STICKY, 1).path(folder.resolve("full"));
        assertThatThrownBy(() -> Files.writeString(full, "x")).hasMessageContaining("No space left");
    }

    /// The region of the channel back-end, with each of its channel calls failing in turn.
    @ParameterizedTest
    @EnumSource
    void theChannelBackEnd(FileFault fault) throws IOException {
        for (var mode : FaultMode.values()) {
            int wentOn = 0;
            int call = 1;
            for (boolean fired = true; fired; call++) {
                var faults = new FaultyFiles(fault, mode, call);
                var life = new Life(folder.resolve("store " + mode + call));
                boolean ended = life.ends(faults);
                life.requireFound("%s/%s/%d".formatted(fault, mode, call));
                fired = faults.fired();
                if (fired && ended) wentOn++;
            }
            assertThat(call).as("%s is met", fault).isGreaterThan(fault == FileFault.READ ? 1 : 2);
            boolean noticed = fault != FileFault.SHORT_WRITE && fault != FileFault.READ && fault != FileFault.INTERRUPT;
            if (noticed) assertThat(wentOn).isZero();
            if (fault == FileFault.SHORT_WRITE) assertThat(wentOn).isEqualTo(call - 2);
        }
    }

    /// A region that is written, grown and opened again, and what must be in it.
    private static final class Life {
        private final Path store;
        private final TreeMap<Long, Long> durable = new TreeMap<>();

        Life(Path store) throws IOException {
            this.store = store;
            try (var region = Regions.create(store, 4096, CHANNEL)) {
                put(region, 0, 1);
            }
        }

        /// Whether it came to its end; otherwise it ended with a type.
        boolean ends(FaultyFiles faults) {
            try (var region = Regions.open(faults.path(store), CHANNEL)) {
                put(region, 8, 2);
                region.grow(8192);
                put(region, 8184, 3);
                put(region, 16, 4);
                return true;
            } catch (FirnException typed) {
                return false;
            }
        }

        private void put(Region region, long at, long word) {
            region.write(at, MemorySegment.ofArray(new long[] {word}), 0, Long.BYTES);
            region.drain();
            durable.put(at, word);
        }

        void requireFound(String what) {
            assertThat(Thread.currentThread().isInterrupted()).as("%s: the user's thread", what).isFalse();
            try (var region = Regions.open(store, CHANNEL)) {
                durable.forEach((at, word) -> assertThat(region.view().getLong(at)).as(what).isEqualTo(word));
                put(region, 24, 5);
            }
        }
    }
}
