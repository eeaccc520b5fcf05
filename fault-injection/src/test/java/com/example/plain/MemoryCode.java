package com.example.plain;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// One piece of code for each way to store through a mapping. It knows nothing of who watches.
public final class MemoryCode {
    /// Works on a mapping of 8 KiB.
    public interface OnSegment {
        void run(MemorySegment mapped) throws Exception;
    }

    /// The same on a buffer.
    public interface OnBuffer {
        void run(MappedByteBuffer mapped) throws Exception;
    }

    private static final MemoryLayout RECORD =
            MemoryLayout.structLayout(JAVA_LONG.withName("a"), JAVA_INT.withName("b"), JAVA_INT.withName("c"));
    private static final VarHandle LONG = JAVA_LONG.varHandle();
    private static final VarHandle C = RECORD.varHandle(PathElement.groupElement("c"));
    private static final VarHandle ELEMENT =
            MemoryLayout.sequenceLayout(10, RECORD)
                    .varHandle(PathElement.sequenceElement(), PathElement.groupElement("a"));
    private static final VarHandle OF_BUFFER =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private static final Map<String, FileCode.Code> ALL = new LinkedHashMap<>();

    private MemoryCode() {}

    public static Map<String, FileCode.Code> all() {
        return Map.copyOf(ALL);
    }

    private static void segment(String name, OnSegment code) {
        ALL.put(
                name,
                directory -> {
                    try (var channel = open(directory);
                            var arena = Arena.ofConfined()) {
                        code.run(channel.map(MapMode.READ_WRITE, 0, 8192, arena));
                    }
                });
    }

    private static void buffer(String name, OnBuffer code) {
        ALL.put(
                name,
                directory -> {
                    try (var channel = open(directory)) {
                        code.run(channel.map(MapMode.READ_WRITE, 0, 8192));
                    }
                });
    }

    private static FileChannel open(Path directory) throws java.io.IOException {
        return FileChannel.open(directory.resolve("old"), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    static {
        segment(
                "segment set",
                mapped -> {
                    mapped.set(JAVA_BYTE, 1, (byte) 1);
                    mapped.set(ValueLayout.JAVA_SHORT, 2, (short) 2);
                    mapped.set(ValueLayout.JAVA_CHAR, 4, 'x');
                    mapped.set(JAVA_INT, 8, 3);
                    mapped.set(JAVA_LONG, 16, -1L);
                    mapped.set(ValueLayout.JAVA_FLOAT, 24, 1f);
                    mapped.set(ValueLayout.JAVA_DOUBLE, 32, 1d);
                    mapped.set(ValueLayout.JAVA_BOOLEAN, 40, true);
                    mapped.set(ValueLayout.ADDRESS, 48, MemorySegment.ofAddress(77));
                    mapped.set(JAVA_LONG_UNALIGNED, 4093, -1L);
                });
        segment(
                "segment setAtIndex",
                mapped -> {
                    mapped.setAtIndex(JAVA_LONG, 3, -1L);
                    mapped.setAtIndex(JAVA_INT, 3, -1);
                });
        segment("slice set", mapped -> mapped.asSlice(4096, 64).asSlice(8).set(JAVA_LONG, 8, 5L));
        segment(
                "segment setString",
                mapped -> {
                    mapped.setString(5, "näme");
                    mapped.setString(8150, "end");
                });
        segment(
                "segment copyFrom",
                mapped -> mapped.asSlice(10, 3).copyFrom(MemorySegment.ofArray(new byte[] {1, 2, 3})));
        segment("segment fill", mapped -> mapped.asSlice(4000, 200).fill((byte) 7));
        segment(
                "segment copy",
                mapped -> MemorySegment.copy(MemorySegment.ofArray(new byte[100]).fill((byte) 1), 5, mapped, 40, 90));
        segment(
                "segment copy of elements",
                mapped ->
                        MemorySegment.copy(
                                MemorySegment.ofArray(new long[] {1, 2, 3}), JAVA_LONG, 8, mapped, JAVA_LONG, 80, 2));
        segment(
                "segment copy of an array",
                mapped -> MemorySegment.copy(new int[] {1, 2, 3}, 1, mapped, JAVA_INT, 100, 2));
        segment("copy out of a mapping", mapped -> MemorySegment.copy(mapped, JAVA_BYTE, 0, new byte[10], 0, 10));
        segment(
                "segment force",
                mapped -> {
                    mapped.set(JAVA_LONG, 0, 1L);
                    mapped.asSlice(0, 64).force();
                });
        segment("handle set", mapped -> LONG.set(mapped, 8L, 9L));
        segment("handle setRelease", mapped -> LONG.setRelease(mapped, 8L, 9L));
        segment("handle setVolatile", mapped -> LONG.setVolatile(mapped, 8L, 9L));
        segment("handle setOpaque", mapped -> LONG.setOpaque(mapped, 8L, 9L));
        segment(
                "handle compareAndSet",
                mapped -> {
                    if (!LONG.compareAndSet(mapped, 8L, 0L, 9L)) throw new AssertionError();
                    if (LONG.compareAndSet(mapped, 8L, 0L, 10L)) throw new AssertionError();
                });
        segment(
                "handle getAndAdd",
                mapped -> {
                    if ((long) LONG.getAndAdd(mapped, 8L, 2L) != 0) throw new AssertionError();
                    LONG.getAndAddRelease(mapped, 8L, 2L);
                    LONG.getAndBitwiseOr(mapped, 8L, 256L);
                    LONG.getAndSet(mapped, 8L, 3L);
                    if ((long) LONG.getAcquire(mapped, 8L) != 3) throw new AssertionError();
                });
        segment(
                "handle compareAndExchange",
                mapped -> {
                    long before = (long) LONG.compareAndExchange(mapped, 8L, 0L, 9L);
                    if (before != 0) throw new AssertionError();
                });
        segment("handle of a field", mapped -> C.setRelease(mapped, 1024L, 1));
        segment("handle of an element", mapped -> ELEMENT.set(mapped, 0L, 5L, 9L));
        segment("buffer of a segment", mapped -> mapped.asSlice(100, 50).asByteBuffer().put(3, (byte) 1).putInt(8, 5));
        buffer(
                "buffer put",
                mapped -> {
                    mapped.put((byte) 1)
                            .put(new byte[] {1, 2, 3})
                            .put(new byte[] {4, 5, 6}, 1, 2)
                            .put(ByteBuffer.allocate(3).put(0, (byte) 9));
                    mapped.putChar('a').putShort((short) 1).putInt(2).putLong(3).putFloat(4).putDouble(5);
                });
        buffer(
                "buffer put at an index",
                mapped -> {
                    mapped.put(100, (byte) 1).put(110, new byte[] {1, 2, 3}).put(120, new byte[] {4, 5, 6}, 1, 2);
                    mapped.put(130, ByteBuffer.allocate(9).put(4, (byte) 9), 2, 5);
                    mapped.putChar(140, 'a')
                            .putShort(142, (short) 1)
                            .putInt(144, 2)
                            .putLong(150, 3)
                            .putFloat(160, 4)
                            .putDouble(170, 5);
                });
        buffer(
                "slices and duplicates",
                mapped -> {
                    mapped.position(50);
                    mapped.slice().put((byte) 1).putLong(2);
                    mapped.slice(200, 20).put(4, (byte) 1);
                    mapped.duplicate().order(ByteOrder.LITTLE_ENDIAN).putInt(3);
                });
        buffer(
                "typed buffers",
                mapped -> {
                    mapped.asLongBuffer().put(1L).put(7, 1L).put(8, new long[] {1, 2});
                    mapped.position(1000);
                    mapped.asIntBuffer().put(5).put(6);
                    mapped.position(2000);
                    mapped.asCharBuffer().put("text").append('x');
                    CharBuffer chars = mapped.asCharBuffer();
                    chars.put(30, 'y');
                    mapped.asShortBuffer().put(60, (short) 4);
                    mapped.asDoubleBuffer().put(60, 4d);
                    mapped.asFloatBuffer().put(90, 4f);
                });
        buffer(
                "buffer force",
                mapped -> {
                    mapped.putLong(0, 1);
                    mapped.force();
                    mapped.putLong(4096, 1);
                    mapped.force(4096, 8);
                });
        buffer("handle of a buffer", mapped -> OF_BUFFER.setRelease(mapped, 16, 4L));
    }
}
