package dev.firn.faultinjection.ptrace;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The image that another process changes, and what it looked like before.
final class Watch implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment live;
    private final MemorySegment last;

    Watch(Path image, long length) throws IOException {
        try (var channel = FileChannel.open(image, StandardOpenOption.READ)) {
            live = channel.map(FileChannel.MapMode.READ_ONLY, 0, length, arena);
        }
        last = arena.allocate(length, Long.BYTES).copyFrom(live);
    }

    /// A copy of the image as it was last seen.
    long[] words() {
        return last.toArray(JAVA_LONG);
    }

    /// Adds what has changed since the last time.
    void look(long instruction, List<Seen> seen) {
        long from = 0;
        while (true) {
            long at = MemorySegment.mismatch(live, from, live.byteSize(), last, from, last.byteSize());
            if (at < 0) return;
            long word = (from + at) / Long.BYTES;
            long value = live.get(JAVA_LONG_UNALIGNED, word * Long.BYTES);
            last.set(JAVA_LONG_UNALIGNED, word * Long.BYTES, value);
            seen.add(new Seen.Changed(instruction, (int) word, value));
            from = (word + 1) * Long.BYTES;
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
