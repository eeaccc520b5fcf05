package dev.firn.pmem.stub;

import dev.firn.pmem.stub.Code.Label;

/// The routines for aarch64: arguments in `x0 x1 x2 x3`. There is no store past the cache to the point of persistence,
/// so a copy stores words and then cleans their lines.
///
/// The fence is `dsb`, not `dmb`: the latter orders the cleaning of lines but does not wait for its end.
final class Arm64Code {
    private static final int RET = 0xD65F03C0;
    private static final int SHIFT_CONDITIONAL = 5;
    private static final int BITS_CONDITIONAL = 19;
    private static final int BITS_ALWAYS = 26;

    private Arm64Code() {}

    /// `flush(address, length)`, length > 0.
    static byte[] flush() {
        Code code = new Code();
        cleanLines(code);
        code.word(RET);
        return code.toBytes();
    }

    /// `fence()`.
    static byte[] fence() {
        Code code = new Code();
        code.word(0xD5033F9F); // dsb sy
        code.word(RET);
        return code.toBytes();
    }

    /// `copy(target, source, from, length)`.
    static byte[] copy() {
        Code code = new Code();
        Label head = code.label();
        Label words = code.label();
        Label tail = code.label();
        Label clean = code.label();
        Label done = code.label();
        code.word(0x8B020021); // add x1, x1, x2
        code.word(0xAA0003E9); // mov x9, x0
        code.word(0xAA0303EA); // mov x10, x3
        whenNothingRemains(code, done);

        code.place(head);
        code.word(0xF240081F); // tst x0, #7
        code.branch(words, 0x54000000, SHIFT_CONDITIONAL, BITS_CONDITIONAL); // b.eq
        whenNothingRemains(code, clean);
        copyByte(code);
        always(code, head);

        code.place(words);
        code.word(0xF100207F); // cmp x3, #8
        code.branch(tail, 0x54000003, SHIFT_CONDITIONAL, BITS_CONDITIONAL); // b.lo
        code.word(0xF8408424); // ldr x4, [x1], #8
        code.word(0xF8008404); // str x4, [x0], #8
        code.word(0xD1002063); // sub x3, x3, #8
        always(code, words);

        code.place(tail);
        whenNothingRemains(code, clean);
        copyByte(code);
        always(code, tail);

        code.place(clean);
        code.word(0xAA0903E0); // mov x0, x9
        code.word(0xAA0A03E1); // mov x1, x10
        cleanLines(code);
        code.place(done);
        code.word(RET);
        return code.toBytes();
    }

    private static void cleanLines(Code code) {
        Label loop = code.label();
        Label end = code.label();
        code.word(0x8B010001); // add x1, x0, x1
        code.word(0xD53B0022); // mrs x2, ctr_el0
        code.word(0xD3504C42); // ubfx x2, x2, #16, #4   the smallest line, as a power of 4-byte words
        code.word(0xD2800083); // mov x3, #4
        code.word(0x9AC22063); // lsl x3, x3, x2
        code.word(0xD1000464); // sub x4, x3, #1
        code.word(0x8A240000); // bic x0, x0, x4
        code.place(loop);
        code.word(0xEB01001F); // cmp x0, x1
        code.branch(end, 0x54000002, SHIFT_CONDITIONAL, BITS_CONDITIONAL); // b.hs
        code.word(0xD50B7C20); // dc cvap, x0
        code.word(0x8B030000); // add x0, x0, x3
        always(code, loop);
        code.place(end);
    }

    private static void copyByte(Code code) {
        code.word(0x38401424); // ldrb w4, [x1], #1
        code.word(0x38001404); // strb w4, [x0], #1
        code.word(0xD1000463); // sub x3, x3, #1
    }

    private static void whenNothingRemains(Code code, Label target) {
        code.branch(target, 0xB4000003, SHIFT_CONDITIONAL, BITS_CONDITIONAL); // cbz x3
    }

    private static void always(Code code, Label target) {
        code.branch(target, 0x14000000, 0, BITS_ALWAYS); // b
    }
}
