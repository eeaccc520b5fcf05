package dev.firn.faultinjection.ptrace;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A few words that both processes map, by which they take turns.
final class Control implements AutoCloseable {
    static final long STARTING = 0;
    static final long READY = 1;
    static final long GO = 2;
    static final long INSIDE = 3;
    static final long DONE = 4;

    private static final VarHandle WORD = JAVA_LONG.varHandle();
    private static final long PHASE = 0;
    private static final long THREAD = 8;
    private static final long ADDRESS = 16;
    private static final long LENGTH = 24;
    private static final long BYTES = 32;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment words;

    Control(Path file) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            words = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES, arena);
        }
    }

    long phase() {
        return (long) WORD.getVolatile(words, PHASE);
    }

    void enter(long phase) {
        WORD.setVolatile(words, PHASE, phase);
    }

    void ready(int thread, MemorySegment bytes) {
        words.set(JAVA_LONG, THREAD, thread);
        words.set(JAVA_LONG, ADDRESS, bytes.address());
        words.set(JAVA_LONG, LENGTH, bytes.byteSize());
        enter(READY);
    }

    int thread() {
        return (int) words.get(JAVA_LONG, THREAD);
    }

    /// Where the subject has mapped its image.
    long address() {
        return words.get(JAVA_LONG, ADDRESS);
    }

    long length() {
        return words.get(JAVA_LONG, LENGTH);
    }

    @Override
    public void close() {
        arena.close();
    }
}
