package dev.firn.pmem.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// What the system tells about the device below a file. Everything is optional; a container may show nothing at all.
///
/// @param name the disk's name (`vda`, `nvme0n1`, `pmem0`), or `unknown`
/// @param fileSystem or `unknown`
/// @param dax whether the file system maps the medium directly
/// @param platformFlushes whether every persistent region says that CPU caches are flushed when power fails (eADR)
/// @param deepFlush whether the region offers a deep flush
/// @param errorRange bytes lost together
public record Device(
        String name,
        String fileSystem,
        boolean dax,
        boolean platformFlushes,
        boolean deepFlush,
        int errorRange,
        OptionalLong unsafeShutdowns,
        OptionalInt numaNode,
        OptionalInt logicalSector,
        OptionalInt physicalSector,
        boolean volatileCache,
        boolean fua) {
    private static final int SECTOR = 512;
    private static final int LINE = 64;
    private static final int OPTANE_BLOCK = 256;
    private static final Set<String> REMOTE = Set.of("nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "virtiofs");
    private static final String INTEL = "0x8089";

    /// @param file a real, absolute path
    public static Device of(Path sysRoot, List<String> mountinfo, Path file, DeviceId id) {
        Optional<Mount> mount = Mount.of(file, mountinfo);
        SysTree sys = new SysTree(sysRoot);
        Optional<Path> disk = sys.block(id, mount.map(Mount::source).orElse("")).map(Device::wholeDisk);
        Optional<Path> region = disk.flatMap(Device::region);
        OptionalInt physical = sector(disk, "physical_block_size");
        return new Device(
                disk.map(path -> path.getFileName().toString()).orElse("unknown"),
                mount.map(Mount::fileSystem).orElse("unknown"),
                mount.map(Mount::dax).orElse(false),
                platformFlushes(sys),
                region.flatMap(path -> SysTree.text(path.resolve("deep_flush"))).filter("1"::equals).isPresent(),
                region.map(path -> errorRange(sys, path)).orElse(physical.orElse(SECTOR)),
                region.map(path -> unsafeShutdowns(sys, path)).orElse(OptionalLong.empty()),
                numaNode(disk, region),
                sector(disk, "logical_block_size"),
                physical,
                disk.map(path -> SysTree.is(path.resolve("queue/write_cache"), "write back")).orElse(false),
                disk.map(path -> SysTree.is(path.resolve("queue/fua"), "1")).orElse(false));
    }

    /// The mounts of this process; empty where there is no `/proc`.
    public static List<String> mounts() {
        try {
            return Files.readAllLines(Path.of("/proc/self/mountinfo"));
        } catch (IOException | SecurityException unreadable) {
            return List.of();
        }
    }

    /// "device vda: volatile cache, no FUA".
    public String sentence() {
        if (name.equals("unknown")) return "device unknown";
        return "device "
                + name
                + ": "
                + (volatileCache ? "volatile cache" : "no volatile cache")
                + (fua ? ", FUA" : ", no FUA");
    }

    /// Whether files live in memory, so that nothing survives a power cut.
    public boolean inMemory() {
        return fileSystem.equals("tmpfs") || fileSystem.equals("ramfs");
    }

    /// Whether another machine keeps the files.
    public boolean remote() {
        return REMOTE.contains(fileSystem) || fileSystem.startsWith("fuse");
    }

    /// The queue belongs to the disk, not to its partition, whose directory lies in the disk's.
    static Path wholeDisk(Path block) {
        return Files.exists(block.resolve("partition")) ? block.getParent() : block;
    }

    /// A pmem disk's `device` is a namespace, which lies in the directory of its region.
    private static Optional<Path> region(Path disk) {
        return SysTree.real(disk.resolve("device"))
                .map(Path::getParent)
                .filter(parent -> parent.getFileName().toString().startsWith("region"));
    }

    /// Every region must say so: power fails for all of them at once, and a store may move.
    private static boolean platformFlushes(SysTree sys) {
        List<Path> regions = sys.regions();
        return !regions.isEmpty()
                && regions.stream().allMatch(path -> SysTree.is(path.resolve("persistence_domain"), "cpu_cache"));
    }

    private static List<Path> dimms(SysTree sys, Path region) {
        return SysTree.entries(region, "mapping").stream()
                .map(SysTree::text)
                .flatMap(Optional::stream)
                .filter(text -> text.startsWith("nmem"))
                .map(text -> sys.dimm(text.substring(0, text.indexOf(','))))
                .toList();
    }

    private static int errorRange(SysTree sys, Path region) {
        boolean optane = dimms(sys, region).stream().anyMatch(dimm -> SysTree.is(dimm.resolve("nfit/vendor"), INTEL));
        return optane ? OPTANE_BLOCK : LINE;
    }

    /// The sum over the region's modules; unknown when no module counts.
    private static OptionalLong unsafeShutdowns(SysTree sys, Path region) {
        List<Long> counts =
                dimms(sys, region).stream()
                        .flatMap(dimm ->
                                List.of("nfit", "cxl", "papr").stream()
                                        .map(family -> SysTree.number(dimm.resolve(family).resolve("dirty_shutdown"))))
                        .filter(OptionalLong::isPresent)
                        .map(OptionalLong::getAsLong)
                        .toList();
        return counts.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(counts.stream().mapToLong(Long::longValue).sum());
    }

    private static OptionalInt sector(Optional<Path> disk, String file) {
        return disk.map(path -> SysTree.integer(path.resolve("queue").resolve(file))).orElse(OptionalInt.empty());
    }

    /// The region's own, or the nearest one above the disk (a controller knows, its namespace does not). -1 is "none".
    private static OptionalInt numaNode(Optional<Path> disk, Optional<Path> region) {
        Optional<Path> at = region.or(() -> disk);
        for (Path path = at.orElse(null); path != null; path = path.getParent()) {
            OptionalInt node = SysTree.integer(path.resolve("numa_node"));
            if (node.isPresent()) return node.getAsInt() < 0 ? OptionalInt.empty() : node;
        }
        return OptionalInt.empty();
    }
}
