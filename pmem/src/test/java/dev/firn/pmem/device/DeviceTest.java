package dev.firn.pmem.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read from the `/sys` of machines that are not at hand.
class DeviceTest {
    @TempDir private Path root;

    private Device device(String recording, String file, int major, int minor) throws IOException {
        RecordedSys sys = RecordedSys.unpack(recording, root);
        return Device.of(sys.root(), sys.mountinfo(), Path.of(file), new DeviceId(major, minor));
    }

    @Test
    void optaneWithAdr() throws IOException {
        assertThat(device("optane-adr", "/mnt/pmem/db/store", 259, 0))
                .isEqualTo(
                        new Device(
                                "pmem0",
                                "ext4",
                                true,
                                false,
                                true,
                                256,
                                OptionalLong.of(7),
                                OptionalInt.of(1),
                                OptionalInt.of(512),
                                OptionalInt.of(4096),
                                false,
                                true));
    }

    @Test
    void optaneWithEadr() throws IOException {
        Device device = device("optane-eadr", "/mnt/pmem/store", 259, 0);
        assertThat(device.platformFlushes()).isTrue();
        assertThat(device.errorRange()).isEqualTo(256);
    }

    /// One region that does not say so is enough: power fails for all of them.
    @Test
    void eadrIsBelievedOnlyOfAllRegionsTogether() throws IOException {
        RecordedSys sys = RecordedSys.unpack("optane-eadr", root);
        Path other = java.nio.file.Files.createDirectories(root.resolve("bus/nd/devices/region1"));
        java.nio.file.Files.writeString(other.resolve("persistence_domain"), "\n");
        Device device = Device.of(sys.root(), sys.mountinfo(), Path.of("/mnt/pmem/store"), new DeviceId(259, 0));
        assertThat(device.platformFlushes()).isFalse();
    }

    @Test
    void cxl() throws IOException {
        assertThat(device("cxl", "/cxl/store", 259, 3))
                .isEqualTo(
                        new Device(
                                "pmem1",
                                "xfs",
                                true,
                                false,
                                false,
                                64,
                                OptionalLong.of(12),
                                OptionalInt.of(0),
                                OptionalInt.of(4096),
                                OptionalInt.of(4096),
                                false,
                                true));
    }

    @Test
    void virtioPmem() throws IOException {
        Device device = device("virtio-pmem", "/mnt/pmem/store", 259, 0);
        assertThat(device.dax()).isTrue();
        assertThat(device.platformFlushes()).isFalse();
        assertThat(device.volatileCache()).as("a flush must reach the host").isTrue();
        assertThat(device.unsafeShutdowns()).isEmpty();
        assertThat(device.numaNode()).isEmpty();
    }

    @Test
    void nvmePartition() throws IOException {
        assertThat(device("nvme", "/home/store", 259, 2))
                .isEqualTo(
                        new Device(
                                "nvme0n1",
                                "ext4",
                                false,
                                false,
                                false,
                                512,
                                OptionalLong.empty(),
                                OptionalInt.of(0),
                                OptionalInt.of(512),
                                OptionalInt.of(512),
                                true,
                                true));
    }

    @Test
    void virtioDiskFoundByTheSourceOfTheMount() throws IOException {
        Device device = device("virtio-disk", "/data/store", 0, 29);
        assertThat(device.name()).isEqualTo("vda");
        assertThat(device.fileSystem()).isEqualTo("btrfs");
        assertThat(device.sentence()).isEqualTo("device vda: volatile cache, no FUA");
        assertThat(device.physicalSector()).hasValue(4096);
        assertThat(device.inMemory()).isFalse();
    }

    @Test
    void theInnermostMountCounts() throws IOException {
        Device device = device("virtio-disk", "/data/my files/store", 0, 30);
        assertThat(device.inMemory()).isTrue();
        assertThat(device.sentence()).isEqualTo("device unknown");
    }

    @Test
    void nothingIsKnownInAContainerThatShowsNothing() {
        Device device = Device.of(root.resolve("absent"), List.of(), Path.of("/store"), new DeviceId(0, 0));
        assertThat(device)
                .isEqualTo(
                        new Device(
                                "unknown",
                                "unknown",
                                false,
                                false,
                                false,
                                512,
                                OptionalLong.empty(),
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                false,
                                false));
    }

    @Test
    void linesThatAreNoMountsAreIgnored() {
        assertThat(Mount.of(Path.of("/x"), List.of("", "garbage", "1 2 3 - ", "a b - c d"))).isEmpty();
    }
}
