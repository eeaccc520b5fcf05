package dev.firn.pmem.device;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// One line of `/proc/self/mountinfo`.
///
/// @param device the number of the mounted device; of no use on file systems that invent one
/// @param point where it is mounted
/// @param fileSystem `ext4`, `xfs`, `tmpfs`
/// @param source what is mounted, often a path below `/dev`
/// @param options of the mount and of the file system, comma separated
public record Mount(DeviceId device, Path point, String fileSystem, String source, String options) {
    private static final int FIELD_DEVICE = 2;
    private static final int FIELD_POINT = 4;
    private static final int FIELD_OPTIONS = 5;

    /// Whether the file system maps the medium directly.
    public boolean dax() {
        List<String> all = List.of(options.split(","));
        return all.contains("dax") || all.contains("dax=always");
    }

    /// The innermost mount that `file` lies in: the one with the longest path, and of equals the last, which covers
    /// those before it.
    public static Optional<Mount> of(Path file, List<String> mountinfo) {
        return mountinfo.stream()
                .map(Mount::parse)
                .flatMap(Optional::stream)
                .filter(mount -> file.startsWith(mount.point))
                .reduce((a, b) -> b.point.getNameCount() >= a.point.getNameCount() ? b : a);
    }

    /// `36 35 98:0 /root /point rw,noatime master:1 - ext4 /dev/vda rw`: a varying number of fields before the dash.
    private static Optional<Mount> parse(String line) {
        int dash = line.indexOf(" - ");
        if (dash < 0) return Optional.empty();
        String[] before = line.substring(0, dash).split(" ");
        String[] after = line.substring(dash + 3).split(" ");
        if (before.length <= FIELD_OPTIONS || after.length < 2) return Optional.empty();
        String[] number = before[FIELD_DEVICE].split(":");
        String options = before[FIELD_OPTIONS] + (after.length > 2 ? "," + after[2] : "");
        return Optional.of(
                new Mount(
                        new DeviceId(Integer.parseInt(number[0]), Integer.parseInt(number[1])),
                        Path.of(unescape(before[FIELD_POINT])),
                        after[0],
                        unescape(after[1]),
                        options));
    }

    private static String unescape(String field) {
        return field.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }
}
