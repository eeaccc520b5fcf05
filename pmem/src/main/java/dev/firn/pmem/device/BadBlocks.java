package dev.firn.pmem.device;

import java.nio.file.Path;
import java.util.List;

/// What the system lists as bad of the device below a file (`/sys/block/NAME/badblocks`: first sector and count, a line
/// each). Which bytes of which file they are, the file system alone knows.
public final class BadBlocks {
    private static final long SECTOR = 512;

    private BadBlocks() {}

    /// How many bytes of the device are listed; 0 where nothing is, or nothing is known.
    ///
    /// @param file a real, absolute path
    public static long bytes(Path sysRoot, List<String> mountinfo, Path file, DeviceId id) {
        var sys = new SysTree(sysRoot);
        return sys.block(id, Mount.of(file, mountinfo).map(Mount::source).orElse(""))
                .map(Device::wholeDisk)
                .flatMap(disk -> SysTree.text(disk.resolve("badblocks")))
                .map(BadBlocks::sum)
                .orElse(0L);
    }

    private static long sum(String lines) {
        return lines.lines()
                .map(line -> line.trim().split(" +"))
                .filter(words -> words.length == 2)
                .mapToLong(words -> {
                    try {
                        return SECTOR * Long.parseLong(words[1]);
                    } catch (NumberFormatException other) {
                        return 0;
                    }
                })
                .sum();
    }
}
