package dev.firn.pmem;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A mapping by `FileChannel.map`, which cannot reach behind the end of the file: growth maps the whole file again and
/// keeps the old mapping for those who still look through it. No channel stays open.
final class JdkMapping implements Mapping {
    private final Path path;
    private final MapMode mode;
    private final Offload offload;
    private final List<Arena> arenas = new ArrayList<>();
    private volatile MemorySegment bytes;

    private JdkMapping(Path path, MapMode mode, Offload offload) {
        this.path = path;
        this.mode = mode;
        this.offload = offload;
    }

    /// `offload` must be one for everybody, and stays the caller's.
    static JdkMapping map(Path path, MapMode mode, long size, Offload offload) throws IOException {
        JdkMapping mapping = new JdkMapping(path, mode, offload);
        mapping.grow(size);
        return mapping;
    }

    @Override
    public MemorySegment bytes() {
        return bytes;
    }

    @Override
    public long most() {
        return Long.MAX_VALUE;
    }

    @Override
    public void grow(long size) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            bytes = offload.call(() -> mapNow(size, arena));
            arenas.add(arena);
        } catch (IOException | RuntimeException refused) {
            arena.close();
            throw refused;
        }
    }

    @Override
    public void shrink(long size) {
        bytes = bytes.asSlice(0, size);
    }

    private MemorySegment mapNow(long size, Arena arena) throws IOException {
        Set<OpenOption> options =
                mode == MapMode.READ_ONLY
                        ? Set.of(StandardOpenOption.READ)
                        : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(path, options)) {
            return channel.map(mode, 0, size, arena);
        }
    }

    @Override
    public void close() {
        arenas.forEach(Arenas::close);
    }
}
