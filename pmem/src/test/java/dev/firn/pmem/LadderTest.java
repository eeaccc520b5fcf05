package dev.firn.pmem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firn.pmem.device.RecordedSys;
import dev.firn.pmem.posix.Errno;
import dev.firn.pmem.posix.FileStatus;
import dev.firn.pmem.posix.Flags;
import dev.firn.pmem.stub.Stubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which rung is taken, and what is said about those that were not.
class LadderTest {
    @TempDir private Path directory;

    private Explanation explain(Host host) {
        return new Opener(host).explain(directory, RegionOptions.defaults()).explanation();
    }

    /// A machine with the recorded devices, on which the test's directory is the mount.
    private Host machine(String recording, FaultySys sys) throws IOException {
        RecordedSys recorded = RecordedSys.unpack(recording, directory.resolve("sys"));
        letTheDirectoryLieOn(recorded.root());
        List<String> mounts =
                recorded.mountinfo().stream()
                        .limit(1)
                        .map(line -> line.replaceFirst("(^\\S+ \\S+ \\S+ \\S+) \\S+", "$1 " + directory))
                        .toList();
        return new Host(
                new Host.Reach.Granted(sys),
                recorded.root(),
                () -> mounts,
                Host.system().stub(),
                Host.system().libpmem2());
    }

    /// The recorded disk gets the number of the real one as well.
    private void letTheDirectoryLieOn(Path root) throws IOException {
        Path numbers = root.resolve("dev/block");
        if (!Files.isDirectory(numbers)) return;
        Path disk;
        try (var links = Files.list(numbers)) {
            disk = links.findFirst().orElseThrow().toRealPath();
        }
        try (PosixFile file =
                PosixFile.open(
                        new FaultySys(), directory, StoreFile.Mode.READ, new Offload(Offload.Whom.VIRTUAL, "test"))) {
            FileStatus status = file.status();
            Files.createSymbolicLink(numbers.resolve(status.major() + ":" + status.minor()), disk);
        }
    }

    private static String why(Explanation explanation, String backend) {
        return explanation.rejected().stream()
                .filter(rejected -> rejected.backend().equals(backend))
                .findFirst()
                .orElseThrow()
                .why();
    }

    @Test
    void anOrdinaryDiskIsSynchronisedByFdatasync() throws IOException {
        Explanation explanation = explain(machine("virtio-disk", new FaultySys()));
        assertThat(explanation.sentence())
                .isEqualTo(
                        "PAGE by fdatasync: mmap(MAP_SYNC) returned EOPNOTSUPP on btrfs;"
                                + " device vda: volatile cache, no FUA");
        assertThat(explanation.durable()).isTrue();
        assertThat(explanation.rejected())
                .extracting(Explanation.Rejected::backend)
                .containsExactly("clwb", "jdk", "libpmem2");
        assertThat(why(explanation, "clwb")).contains("EOPNOTSUPP");
    }

    @Test
    void memoryThatCallsItselfAFileIsNotDurable() throws IOException {
        RecordedSys recorded = RecordedSys.unpack("virtio-disk", directory.resolve("sys"));
        Host host =
                new Host(
                        new Host.Reach.Granted(new FaultySys()),
                        recorded.root(),
                        () -> List.of("1 1 0:30 / " + directory + " rw - tmpfs none rw"),
                        Host.system().stub(),
                        Host.system().libpmem2());
        Explanation explanation = explain(host);
        assertThat(explanation.durable()).isFalse();
        assertThat(explanation.sentence()).contains("not durable", "tmpfs keeps files in memory");
    }

    @Test
    void aSynchronousMappingIsServedByLines() throws IOException {
        Explanation explanation = explain(machine("optane-adr", new DaxSys()));
        assertThat(explanation.backend()).isEqualTo("clwb");
        assertThat(explanation.granularity()).isEqualTo(Granularity.CACHE_LINE);
        assertThat(explanation.durable()).isTrue();
        assertThat(explanation.sentence()).contains("MAP_SYNC", "ext4", "device pmem0", "written back by");
        assertThat(explanation.rejected()).isEmpty();
    }

    @Test
    void aPlatformThatSavesItsCachesIsServedByFences() throws IOException {
        Explanation explanation = explain(machine("optane-eadr", new DaxSys()));
        assertThat(explanation.granularity()).isEqualTo(Granularity.BYTE);
        assertThat(explanation.sentence()).contains("persistence_domain cpu_cache");
    }

    @Test
    void attributesComeFromTheMachine() throws IOException {
        Attributes attributes =
                new Opener(machine("optane-adr", new DaxSys()))
                        .explain(directory, RegionOptions.defaults())
                        .attributes();
        assertThat(attributes.device()).isEqualTo("pmem0");
        assertThat(attributes.errorRange()).isEqualTo(256);
        assertThat(attributes.flushUnit()).isEqualTo(64);
        assertThat(attributes.mapSync()).isTrue();
        assertThat(attributes.deepFlush()).isTrue();
        assertThat(attributes.unsafeShutdowns()).hasValue(7);
        assertThat(attributes.numaNode()).hasValue(1);
    }

    /// virtio-pmem has dax, but a cache on the host behind it: the kernel refuses, and so do we.
    @Test
    void daxWithoutSynchronousMappingsIsPageMode() throws IOException {
        Explanation explanation = explain(machine("virtio-pmem", new FaultySys()));
        assertThat(explanation.granularity()).isEqualTo(Granularity.PAGE);
        assertThat(explanation.sentence()).contains("device pmem0: volatile cache, FUA");
    }

    @Test
    void withoutMachineCodeTheNextRungIsTaken() throws IOException {
        Host dax = machine("optane-adr", new DaxSys());
        Host host =
                new Host(
                        dax.libc(),
                        dax.sysRoot(),
                        dax.mounts(),
                        () -> new Stubs.Outcome.Refused("mprotect(PROT_EXEC) returned EACCES"),
                        Host.system().libpmem2());
        Explanation explanation = explain(host);
        assertThat(why(explanation, "clwb")).contains("EACCES");
        assertThat(why(explanation, "jdk")).contains("READ_WRITE_SYNC");
        assertThat(explanation.backend()).isIn("libpmem2", "fdatasync");
    }

    @Test
    void writtenAndMappedBytesThatDisagreeLeadToMsync() {
        FaultySys sys =
                new FaultySys() {
                    @Override
                    public long mmap(long length, int protection, int flags, int fd) {
                        boolean probing = flags == Flags.MAP_SHARED && protection == Flags.PROT_READ;
                        int other = Flags.MAP_PRIVATE | Flags.MAP_ANONYMOUS;
                        return super.mmap(length, protection, probing ? other : flags, probing ? -1 : fd);
                    }
                };
        Explanation explanation = explain(Host.system().with(sys));
        assertThat(explanation.backend()).isEqualTo("msync");
        assertThat(why(explanation, "fdatasync")).contains("does not show");
    }

    @Test
    void withoutLibcThereIsAlwaysTheChannel() {
        Explanation explanation = explain(Host.system().withoutLibc("native access is not possible"));
        assertThat(explanation.backend()).isEqualTo("channel");
        assertThat(explanation.rejected())
                .extracting(Explanation.Rejected::backend)
                .containsExactly("clwb", "jdk", "libpmem2", "fdatasync", "msync");
        assertThat(why(explanation, "fdatasync")).contains("native access");
    }

    @Test
    void aDirectoryThatTakesNoProbeIsServedAllTheSame() {
        FaultySys sys = new FaultySys().fail("open", Errno.EACCES, true);
        Explanation explanation = explain(Host.system().with(sys));
        assertThat(explanation.backend()).isEqualTo("fdatasync");
        assertThat(explanation.reason()).contains("temporary file", "EACCES");
    }

    /// Existing stores open on a full disk, and no worse than before.
    @Test
    void aFullDiskDoesNotChangeTheChoice() throws IOException {
        DaxSys sys = new DaxSys();
        sys.on("pwrite", _ -> -Errno.ENOSPC);
        assertThat(explain(machine("optane-adr", sys)).backend()).isEqualTo("clwb");
        assertThat(explain(Host.system().with(new FaultySys().fail("pwrite", Errno.ENOSPC, true))).backend())
                .isEqualTo("fdatasync");
    }

    /// A refused synchronous mapping makes a file longer (in the JDK); so it is never tried on the user's.
    @Test
    void aRefusedSynchronousMappingLeavesTheFileAsItWas() throws IOException {
        Path store = Files.write(directory.resolve("store"), new byte[100]);
        FileTime time = FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(store, time);
        for (String backend : new String[] {"fdatasync", "channel", "msync", "emulated", "nil"}) {
            Regions.open(store, RegionOptions.defaults().withBackend(backend)).close();
        }
        Regions.open(store, RegionOptions.defaults()).close();
        new Opener(Host.system().withoutLibc("so that the JDK is asked")).open(store, RegionOptions.defaults()).close();
        assertThat(Files.size(store)).isEqualTo(100);
        assertThat(Files.getLastModifiedTime(store)).isEqualTo(time);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("store", "store.lock");
    }
}
