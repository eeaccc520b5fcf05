package dev.firn.log.format;

import static dev.firn.log.format.Fields.U64;
import static dev.firn.log.format.Fields.offset;
import static java.lang.foreign.MemoryLayout.structLayout;

import dev.firn.pmem.View;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/// A `LIFE` frame: a frame's head, then the number of the life that begins. Its own checksum has that number in its
/// prefix.
public final class LifeLayout {
    public static final StructLayout LAYOUT =
            structLayout(FrameLayout.LAYOUT.withName("frame"), U64.withName("life")).withName("life");

    public static final int BYTES = (int) LAYOUT.byteSize();

    private static final long LIFE = offset(LAYOUT, "life");

    private LifeLayout() {}

    public static long life(View view, long frame) {
        return view.getLong(frame + LIFE);
    }

    public static void putLife(MemorySegment target, long at, long life) {
        target.set(U64, at + LIFE, life);
    }
}
