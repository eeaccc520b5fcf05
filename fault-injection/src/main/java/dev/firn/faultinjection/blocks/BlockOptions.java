package dev.firn.faultinjection.blocks;

import java.nio.file.Path;
import java.util.Objects;

/// How long a campaign goes on, and where. Immutable: each `with...` returns a changed copy.
///
/// @param cuts how many power cuts, 1 or more
/// @param cutsPerRun after so many the workload is done anew, on a new file system; 1 or more
/// @param fileSystem which one
/// @param seed of the cuts and of what survives them
/// @param scratch a folder for images and logs, best in memory: some hundred MB are written to it
public record BlockOptions(int cuts, int cutsPerRun, FileSystem fileSystem, long seed, Path scratch) {
    public BlockOptions {
        if (cuts < 1) throw new IllegalArgumentException("cuts must be positive: " + cuts);
        if (cutsPerRun < 1) throw new IllegalArgumentException("cutsPerRun must be positive: " + cutsPerRun);
        Objects.requireNonNull(fileSystem, "fileSystem");
        Objects.requireNonNull(scratch, "scratch");
    }

    /// 200 cuts of ext4, with a new workload after each 250.
    public static BlockOptions defaults(Path scratch) {
        return new BlockOptions(200, 250, FileSystem.EXT4, 1, scratch);
    }

    public BlockOptions withCuts(int value) {
        return new BlockOptions(value, cutsPerRun, fileSystem, seed, scratch);
    }

    public BlockOptions withCutsPerRun(int value) {
        return new BlockOptions(cuts, value, fileSystem, seed, scratch);
    }

    public BlockOptions withFileSystem(FileSystem value) {
        return new BlockOptions(cuts, cutsPerRun, value, seed, scratch);
    }

    public BlockOptions withSeed(long value) {
        return new BlockOptions(cuts, cutsPerRun, fileSystem, value, scratch);
    }
}
