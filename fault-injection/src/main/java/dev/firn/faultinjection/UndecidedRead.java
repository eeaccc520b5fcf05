package dev.firn.faultinjection;

/// A recovery read a word that the crash left undecided, that nobody published and no checksum covers. The stack is
/// that of the load.
public final class UndecidedRead extends AssertionError {
    private static final long serialVersionUID = 1L;

    UndecidedRead(String load, String store) {
        super("recovery reads what the crash left undecided: %s, stored by %s".formatted(load, store));
    }
}
