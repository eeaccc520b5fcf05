package dev.firn.pmem;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Opens regions.
public final class Regions {
    private Regions() {}

    /// Creates the file at `path`, `size` bytes long, zero-filled and allocated, and opens it. File and directory
    /// entry are durable on return. When it fails, no file is left.
    ///
    /// @throws RegionOpenException when it exists, its directory does not, or the options cannot be met
    /// @throws NoSpaceException when the medium is full
    public static Region create(Path path, long size, RegionOptions options) {
        return create(path, size, options, region -> {});
    }

    /// The same, with `contents` written into the new region before the file gets its name: a crash at any point leaves
    /// a file with all of them or none.
    ///
    /// @param contents must drain what it writes; when it throws, no file is left
    public static Region create(Path path, long size, RegionOptions options, Consumer<Region> contents) {
        return new Opener(Host.system()).create(path, size, options, contents);
    }

    /// Opens an existing file, whatever its length.
    ///
    /// One region at a time may change a store: a second one is refused, in this process by any name of the file, and
    /// in another process by the lock on the file `NAME.lock` beside it, which stays there. A region opened `readOnly`
    /// takes no part in this: it is opened at any time, makes no file, and sees what is written meanwhile; its size is
    /// that of the moment.
    ///
    /// @throws RegionOpenException when it is missing, not a regular file, not permitted, or locked, or the options
    ///     cannot be met
    public static Region open(Path path, RegionOptions options) {
        return new Opener(Host.system()).open(path, options);
    }

    /// What [#open] or [#create] would choose for a store at `path`, which need not exist; nothing is opened.
    ///
    /// @throws RegionOpenException when the options cannot be met, or neither the path nor its directory exists
    public static Explanation explain(Path path, RegionOptions options) {
        return new Opener(Host.system()).explain(path, options).explanation();
    }

    /// The attributes that a store at `path` would have; see [#explain].
    public static Attributes attributes(Path path, RegionOptions options) {
        return new Opener(Host.system()).explain(path, options).attributes();
    }

    /// How many bytes of the device below a store at `path` the system lists as bad: of whatever they are. 0 where
    /// nothing is known.
    public static long badBytesOfDevice(Path path) {
        Path directory = path.toAbsolutePath().getParent();
        return directory == null ? 0 : Site.badBytes(Host.system(), directory);
    }

    /// Gives the file `existing` a second name, or, where the file system has no such thing, copies it. Durable on
    /// return.
    ///
    /// @throws java.io.UncheckedIOException when `second` is there already, or the file system refuses
    public static void name(Path existing, Path second) {
        new Names(Host.system()).second(existing, second);
    }

    /// Gives the file `from` the name `to`, whose file, if there is one, loses it: at every moment, a crash included,
    /// one of the two has the name. Durable on return.
    ///
    /// @throws java.io.UncheckedIOException when the file system refuses
    public static void replace(Path from, Path to) {
        new Names(Host.system()).move(from, to);
    }

    /// A region on plain memory, without a file, a thread or an arena of its own: for tests and for trying things out.
    /// Nothing in it is durable. `bytes` may be on the heap; it stays the caller's, so the view goes on reading it
    /// after the region was closed.
    public static Region ofMemory(MemorySegment bytes) {
        return new MemoryRegion(bytes);
    }
}
