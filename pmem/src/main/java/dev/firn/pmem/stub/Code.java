package dev.firn.pmem.stub;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Machine code in the making: bytes, and jumps to labels that may come later.
final class Code {
    /// A place in the code. Jumps to it are patched when it is known.
    final class Label {
        private int position = -1;
        private final List<Patch> patches = new ArrayList<>();
    }

    /// Writes the distance of a jump into the code.
    @FunctionalInterface
    private interface Patch {
        void apply(int target);
    }

    private byte[] bytes = new byte[512];
    private int length;

    Label label() {
        return new Label();
    }

    void place(Label label) {
        label.position = length;
        label.patches.forEach(patch -> patch.apply(length));
    }

    /// One x86 instruction, byte by byte.
    void emit(int... instruction) {
        for (int b : instruction) put(b);
    }

    /// An x86 jump: the opcode, then the distance from its own end in 32 bits.
    void jump(Label target, int... opcode) {
        emit(opcode);
        int at = length;
        word(0);
        when(target, position -> patch(at, position - (at + Integer.BYTES)));
    }

    /// One aarch64 instruction.
    void word(int instruction) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) put(instruction >>> shift);
    }

    /// An aarch64 branch whose distance, in instructions, has `bits` bits and begins at bit `shift`.
    void branch(Label target, int instruction, int shift, int bits) {
        int at = length;
        word(instruction);
        int mask = (1 << bits) - 1;
        when(target, position -> patch(at, instruction | ((position - at) / Integer.BYTES & mask) << shift));
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void when(Label label, Patch patch) {
        if (label.position >= 0) patch.apply(label.position);
        else label.patches.add(patch);
    }

    private void patch(int at, int word) {
        for (int i = 0; i < Integer.BYTES; i++) bytes[at + i] = (byte) (word >>> i * Byte.SIZE);
    }

    private void put(int b) {
        if (length == bytes.length) bytes = Arrays.copyOf(bytes, length * 2);
        bytes[length++] = (byte) b;
    }
}
