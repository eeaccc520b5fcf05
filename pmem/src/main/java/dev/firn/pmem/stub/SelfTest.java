package dev.firn.pmem.stub;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Tries line operations on a scratch page before anybody's data sees them: every alignment at both ends, and not one
/// byte outside.
final class SelfTest {
    private static final int BYTES = 512;
    private static final int MOST = 300;

    private SelfTest() {}

    static boolean passes(LineOps ops) {
        byte[] source = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) source[i] = (byte) (i * 7 + 1);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(BYTES, 64);
            for (int at = 0; at < 17; at++) {
                for (int length = 0; length <= MOST; length += length < 20 ? 1 : 37) {
                    if (!copiesExactly(ops, source, target, at, length)) return false;
                }
            }
        }
        return true;
    }

    private static boolean copiesExactly(LineOps ops, byte[] source, MemorySegment target, int at, int length) {
        target.fill((byte) 0);
        ops.copy(target.address() + at, MemorySegment.ofArray(source), 3, length);
        ops.flush(target.address() + at, length);
        ops.fence();
        for (int i = 0; i < BYTES; i++) {
            boolean inside = i >= at && i < at + length;
            byte expected = inside ? source[3 + i - at] : 0;
            if (target.get(JAVA_BYTE, i) != expected) return false;
        }
        return true;
    }
}
