package dev.firn.faultinjection.ptrace;

/// Something that one instruction did.
sealed interface Seen {
    /// Which instruction of the window, from 1.
    long instruction();

    /// A word of the image has another value.
    record Changed(long instruction, int word, long value) implements Seen {}

    /// A fence was executed.
    record Fence(long instruction) implements Seen {}

    /// The write-back of the line that holds byte `at` of the image was begun.
    record WriteBack(long instruction, long at) implements Seen {}
}
