package dev.firn.pmem.stub;

import dev.firn.pmem.stub.Code.Label;

/// The routines for x86-64, System V calling convention: arguments in `rdi rsi rdx rcx`. They use no vector register,
/// so no state of a caller's is disturbed, and no stack but for `cpuid`.
final class X86Code {
    private static final int[] JMP = {0xE9};
    private static final int[] JE = {0x0F, 0x84};
    private static final int[] JNE = {0x0F, 0x85};
    private static final int[] JB = {0x0F, 0x82};
    private static final int[] JAE = {0x0F, 0x83};
    private static final int WORDS_PER_LINE = 8;

    private X86Code() {}

    /// `flush(address, length)`, length > 0: begins the write-back of each line touched. No fence.
    static byte[] flush(WriteBack instruction) {
        Code code = new Code();
        Label loop = code.label();
        Label done = code.label();
        code.emit(0x48, 0x01, 0xFE); //       add rsi, rdi
        code.emit(0x48, 0x83, 0xE7, 0xC0); // and rdi, -64
        code.place(loop);
        code.emit(0x48, 0x39, 0xF7); //       cmp rdi, rsi
        code.jump(done, JAE);
        code.emit(atTarget(instruction));
        code.emit(0x48, 0x83, 0xC7, 0x40); // add rdi, 64
        code.jump(loop, JMP);
        code.place(done);
        code.emit(0xC3); //                   ret
        return code.toBytes();
    }

    /// `fence()`: all stores, non-temporal stores and write-backs before it come before all stores after it.
    static byte[] fence() {
        Code code = new Code();
        code.emit(0x0F, 0xAE, 0xF8); // sfence
        code.emit(0xC3);
        return code.toBytes();
    }

    /// `copy(target, source, from, length)`: copies `length` bytes at `source + from` past the cache, and begins the
    /// write-back of what could not go that way. Words of the target that are aligned and wholly inside are stored by
    /// one 8-byte instruction each, so a crash never tears one; only the bytes outside such words are stored singly.
    static byte[] copy(WriteBack instruction) {
        Code code = new Code();
        Label words = code.label();
        Label lines = code.label();
        Label rest = code.label();
        Label tail = code.label();
        Label done = code.label();
        code.emit(0x48, 0x01, 0xD6); // add rsi, rdx
        code.emit(0x48, 0x85, 0xC9); // test rcx, rcx
        code.jump(done, JE);
        head(code, words, instruction);

        code.place(words);
        code.emit(0x48, 0x83, 0xF9, 0x08); // cmp rcx, 8
        code.jump(tail, JB);
        code.emit(0x40, 0xF6, 0xC7, 0x3F); // test dil, 63
        code.jump(lines, JE);
        copyWords(code, 1);
        code.jump(words, JMP);

        code.place(lines);
        code.emit(0x48, 0x83, 0xF9, 0x40); // cmp rcx, 64
        code.jump(rest, JB);
        copyWords(code, WORDS_PER_LINE);
        code.jump(lines, JMP);

        code.place(rest);
        code.emit(0x48, 0x83, 0xF9, 0x08); // cmp rcx, 8
        code.jump(tail, JB);
        copyWords(code, 1);
        code.jump(rest, JMP);

        code.place(tail);
        tail(code, done, instruction);
        code.place(done);
        code.emit(0xC3);
        return code.toBytes();
    }

    /// `cpuid(leaf, subleaf, answer)`: stores eax, ebx, ecx, edx at `answer`.
    static byte[] cpuid() {
        Code code = new Code();
        code.emit(0x53); //                   push rbx
        code.emit(0x49, 0x89, 0xD0); //       mov r8, rdx
        code.emit(0x89, 0xF8); //             mov eax, edi
        code.emit(0x89, 0xF1); //             mov ecx, esi
        code.emit(0x0F, 0xA2); //             cpuid
        code.emit(0x41, 0x89, 0x00); //       mov [r8], eax
        code.emit(0x41, 0x89, 0x58, 0x04); // mov [r8 + 4], ebx
        code.emit(0x41, 0x89, 0x48, 0x08); // mov [r8 + 8], ecx
        code.emit(0x41, 0x89, 0x50, 0x0C); // mov [r8 + 12], edx
        code.emit(0x5B); //                   pop rbx
        code.emit(0xC3);
        return code.toBytes();
    }

    /// Bytes until the target is aligned, then the write-back of their line.
    private static void head(Code code, Label words, WriteBack instruction) {
        Label loop = code.label();
        Label end = code.label();
        code.emit(0x40, 0xF6, 0xC7, 0x07); // test dil, 7
        code.jump(words, JE);
        code.place(loop);
        copyByte(code);
        code.jump(end, JE);
        code.emit(0x40, 0xF6, 0xC7, 0x07); // test dil, 7
        code.jump(loop, JNE);
        code.place(end);
        code.emit(beforeTarget(instruction));
    }

    /// At most seven bytes, then the write-back of their line.
    private static void tail(Code code, Label done, WriteBack instruction) {
        Label loop = code.label();
        code.emit(0x48, 0x85, 0xC9); // test rcx, rcx
        code.jump(done, JE);
        code.emit(0x49, 0x89, 0xF8); // mov r8, rdi
        code.place(loop);
        copyByte(code);
        code.jump(loop, JNE);
        code.emit(atR8(instruction));
    }

    /// Leaves the zero flag set when nothing remains.
    private static void copyByte(Code code) {
        code.emit(0x8A, 0x06); //       mov al, [rsi]
        code.emit(0x88, 0x07); //       mov [rdi], al
        code.emit(0x48, 0xFF, 0xC6); // inc rsi
        code.emit(0x48, 0xFF, 0xC7); // inc rdi
        code.emit(0x48, 0xFF, 0xC9); // dec rcx
    }

    private static void copyWords(Code code, int words) {
        for (int i = 0; i < words; i++) {
            int at = i * Long.BYTES;
            code.emit(0x48, 0x8B, 0x46, at); //       mov rax, [rsi + at]
            code.emit(0x48, 0x0F, 0xC3, 0x47, at); // movnti [rdi + at], rax
        }
        int bytes = words * Long.BYTES;
        code.emit(0x48, 0x83, 0xC6, bytes); // add rsi, bytes
        code.emit(0x48, 0x83, 0xC7, bytes); // add rdi, bytes
        code.emit(0x48, 0x83, 0xE9, bytes); // sub rcx, bytes
    }

    private static int[] atTarget(WriteBack instruction) { // [rdi]
        return switch (instruction) {
            case CLWB -> new int[] {0x66, 0x0F, 0xAE, 0x37};
            case CLFLUSHOPT -> new int[] {0x66, 0x0F, 0xAE, 0x3F};
            case CLFLUSH -> new int[] {0x0F, 0xAE, 0x3F};
            case DC_CVAP -> throw new IllegalArgumentException("not an instruction of x86-64");
        };
    }

    private static int[] beforeTarget(WriteBack instruction) { // [rdi - 1]
        return switch (instruction) {
            case CLWB -> new int[] {0x66, 0x0F, 0xAE, 0x77, 0xFF};
            case CLFLUSHOPT -> new int[] {0x66, 0x0F, 0xAE, 0x7F, 0xFF};
            case CLFLUSH -> new int[] {0x0F, 0xAE, 0x7F, 0xFF};
            case DC_CVAP -> throw new IllegalArgumentException("not an instruction of x86-64");
        };
    }

    private static int[] atR8(WriteBack instruction) { // [r8]
        return switch (instruction) {
            case CLWB -> new int[] {0x66, 0x41, 0x0F, 0xAE, 0x30};
            case CLFLUSHOPT -> new int[] {0x66, 0x41, 0x0F, 0xAE, 0x38};
            case CLFLUSH -> new int[] {0x41, 0x0F, 0xAE, 0x38};
            case DC_CVAP -> throw new IllegalArgumentException("not an instruction of x86-64");
        };
    }
}
