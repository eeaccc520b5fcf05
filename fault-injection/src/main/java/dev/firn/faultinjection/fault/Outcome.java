package dev.firn.faultinjection.fault;

/// What a damage did.
public enum Outcome {
    /// The same contents were found.
    HARMLESS,
    /// It was refused with a typed failure.
    DETECTED,
    /// Other contents were found, but the subject itself said that something is gone: see
    /// [CorruptionSubject#isDeclared].
    DECLARED,
    /// A failure without a type: noticed, but nobody can tell it from a mistake in the program.
    UNTYPED,
    /// Other contents were found, and nobody said a word.
    SILENT;

    /// Whether a reader may live with it.
    public boolean isGood() {
        return switch (this) {
            case HARMLESS, DETECTED, DECLARED -> true;
            case UNTYPED, SILENT -> false;
        };
    }
}
