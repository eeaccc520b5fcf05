package dev.firn.pmem.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadBlocksTest {
    private static final String DISK = "devices/LNXSYSTM:00/ndbus0/region0/namespace0.0/block/pmem0";

    @TempDir private Path root;

    private long bytes(RecordedSys sys) {
        return BadBlocks.bytes(sys.root(), sys.mountinfo(), Path.of("/mnt/pmem/store"), new DeviceId(259, 0));
    }

    @Test
    void theListOfTheDeviceIsAddedUp() throws IOException {
        RecordedSys sys = RecordedSys.unpack("optane-adr", root);
        assertThat(bytes(sys)).as("no list").isZero();
        Files.writeString(root.resolve(DISK).resolve("badblocks"), "\n");
        assertThat(bytes(sys)).as("an empty list").isZero();
        Files.writeString(root.resolve(DISK).resolve("badblocks"), "65536 8\n1048576 1\n");
        assertThat(bytes(sys)).isEqualTo(9 * 512);
    }

    /// Of the two modules one has failed to save its buffers.
    @Test
    void aNewUnsafeShutdownShowsInTheSum() throws IOException {
        RecordedSys sys = RecordedSys.unpack("optane-adr", root);
        Files.writeString(root.resolve("bus/nd/devices/nmem1/nfit/dirty_shutdown"), "5\n");
        Device device = Device.of(sys.root(), sys.mountinfo(), Path.of("/mnt/pmem/store"), new DeviceId(259, 0));
        assertThat(device.unsafeShutdowns()).hasValue(8);
    }
}
