package dev.firn.faultinjection.ptrace;

/// The few instructions that matter to persistence, told by their first eight bytes (Intel SDM volume 2: `SFENCE` is
/// `0F AE F8`, `MFENCE` `0F AE F0`, `CLFLUSH` `0F AE /7`, `CLFLUSHOPT` `66 0F AE /7`, `CLWB` `66 0F AE /6`).
enum Instruction {
    FENCE,
    WRITE_BACK,
    /// `PUSHF`: it saves the flag by which the thread is stepped, and a later `POPF` would set it again.
    PUSH_FLAGS,
    OTHER;

    private static final int PUSHF = 0x9C;

    static Instruction of(long code) {
        if ((code & 0xFF) == PUSHF) return PUSH_FLAGS;
        long rest = code;
        boolean operandSize = (rest & 0xFF) == 0x66;
        if (operandSize) rest >>>= 8;
        if ((rest & 0xF0) == 0x40) rest >>>= 8;
        if ((rest & 0xFFFF) != 0xAE0F) return OTHER;
        int modRm = (int) (rest >>> 16) & 0xFF;
        int operation = modRm >> 3 & 7;
        if (modRm >= 0xC0) return !operandSize && operation >= 6 ? FENCE : OTHER;
        if (operation == 7) return WRITE_BACK;
        return operandSize && operation == 6 ? WRITE_BACK : OTHER;
    }

    /// The address that a write-back names.
    ///
    /// @throws IllegalArgumentException when it is not a plain register, which no code of ours uses
    static long operand(long code, Registers registers) {
        long rest = (code & 0xFF) == 0x66 ? code >>> 8 : code;
        int base = 0;
        if ((rest & 0xF0) == 0x40) {
            base = (int) (rest & 1) << 3;
            rest >>>= 8;
        }
        int modRm = (int) (rest >>> 16) & 0xFF;
        int register = modRm & 7;
        if (modRm >= 0x40 || register == 4 || register == 5) {
            throw new IllegalArgumentException("a write-back with an operand of the form 0x%x".formatted(modRm));
        }
        return registers.general(base | register);
    }
}
