package dev.firn.pmem.posix;

/// A method handle may throw anything, a downcall only what its arguments deserve.
public final class Downcalls {
    private Downcalls() {}

    /// Throws unchecked exceptions and errors as they are; returns for the compiler's sake.
    public static RuntimeException impossible(Throwable thrown) {
        switch (thrown) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("a downcall threw a checked exception", thrown);
        }
    }
}
