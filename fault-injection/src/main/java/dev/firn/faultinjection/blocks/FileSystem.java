package dev.firn.faultinjection.blocks;

import java.util.List;

/// A file system that is cut.
public enum FileSystem {
    /// The usual one. Its tables are made at once, or a thread of the kernel would go on writing them for a while.
    ///
    /// Its superblock takes two sectors and is written in place: when it is torn, nothing but its repair tool can read
    /// the file system, as its users know.
    EXT4(
            "mkfs.ext4",
            48,
            List.of("-q", "-F", "-E", "nodiscard,lazy_itable_init=0,lazy_journal_init=0"),
            "noatime",
            List.of("e2fsck", "-f", "-y")),
    /// The other usual one. `nouuid`, since images of it are all alike. Its repair tool could only throw the journal
    /// away, so it is not used.
    XFS("mkfs.xfs", 320, List.of("-q", "-f", "-K"), "noatime,nouuid", List.of());

    private final String maker;
    private final int mebibytes;
    private final List<String> options;
    private final String mountOptions;
    private final List<String> repair;

    FileSystem(String maker, int mebibytes, List<String> options, String mountOptions, List<String> repair) {
        this.maker = maker;
        this.mebibytes = mebibytes;
        this.options = options;
        this.mountOptions = mountOptions;
        this.repair = repair;
    }

    /// The program that makes it.
    String maker() {
        return maker;
    }

    /// A size that it accepts, with room for a small store.
    long bytes() {
        return (long) mebibytes << 20;
    }

    List<String> options() {
        return options;
    }

    String mountOptions() {
        return mountOptions;
    }

    /// The command, without a file, that repairs it when it cannot be mounted; empty when there is none.
    List<String> repair() {
        return repair;
    }

    /// As `mount -t` wants it.
    String type() {
        return maker.substring(maker.indexOf('.') + 1);
    }
}
