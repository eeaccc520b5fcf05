package dev.firn.faultinjection.ptrace;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.firn.faultinjection.SimulatedRegion;
import dev.firn.faultinjection.Trace;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Three values one after the other into one word. A compiler may leave out the second one of plain stores.
abstract class MiddleValue implements SteppedSubject {
    private static final int BYTES = 4096;
    private static final int WARM = 30_000;
    private static final long[] VALUES = {0x3e9, 0x3ea, 0x3eb};

    /// The three stores.
    abstract void store(MemorySegment segment, long first, long second, long third);

    /// Plain stores.
    public static final class Plain extends MiddleValue {
        @Override
        void store(MemorySegment segment, long first, long second, long third) {
            segment.set(JAVA_LONG, 0, first);
            segment.set(JAVA_LONG, 0, second);
            segment.set(JAVA_LONG, 0, third);
        }
    }

    /// Release stores.
    public static final class Release extends MiddleValue {
        private static final VarHandle WORD = JAVA_LONG.varHandle();

        @Override
        void store(MemorySegment segment, long first, long second, long third) {
            WORD.setRelease(segment, 0L, first);
            WORD.setRelease(segment, 0L, second);
            WORD.setRelease(segment, 0L, third);
        }
    }

    @Override
    public Window open(Path image) throws Exception {
        try (var channel =
                FileChannel.open(image, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var segment = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES, Arena.global());
            if (!Boolean.getBoolean("cold")) for (int round = 0; round < WARM; round++) store(segment, 1, 2, 3);
            segment.set(JAVA_LONG, 0, 0);
            return new Opened(this, segment);
        }
    }

    private record Opened(MiddleValue program, MemorySegment bytes) implements Window {
        @Override
        public void run() {
            program.store(bytes, VALUES[0], VALUES[1], VALUES[2]);
        }

        @Override
        public Trace believed() {
            var region = SimulatedRegion.create(BYTES, BYTES);
            for (long value : VALUES) region.publish(0, value);
            return region.trace();
        }
    }
}
