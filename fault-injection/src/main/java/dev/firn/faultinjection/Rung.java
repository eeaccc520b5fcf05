package dev.firn.faultinjection;

/// How much of what a model allows was tried, strongest first. A report names for each model the weakest over all
/// crash points.
public enum Rung {
    /// Every legal image was recovered and judged, or had been before.
    EXHAUSTIVE("exhaustive"),
    /// Every legal image was covered: those that differ only in what recovery never reads by one of them.
    EXHAUSTIVE_LAZY("exhaustive by lazy choice"),
    /// Every combination of intact and torn ranges under checksums, with some torn states standing for all.
    EXHAUSTIVE_GUARDED("exhaustive up to checksums"),
    /// All, none, cuts in program order, single losses and survivals, and some drawn at random.
    SAMPLED("sampled"),
    /// All, none, and the newest line alone.
    ADVERSARIES("adversaries only"),
    /// The search ended before it had been to every crash point.
    INCOMPLETE("incomplete");

    private final String words;

    Rung(String words) {
        this.words = words;
    }

    /// For sentences.
    public String words() {
        return words;
    }

    /// Whether no legal image was left out.
    public boolean isExhaustive() {
        return this == EXHAUSTIVE || this == EXHAUSTIVE_LAZY;
    }

    Rung weaker(Rung other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
