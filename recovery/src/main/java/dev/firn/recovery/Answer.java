package dev.firn.recovery;

/// A column of a decision table.
enum Answer {
    YES,
    NO,
    ANY;

    boolean matches(boolean fact) {
        return this == ANY || (this == YES) == fact;
    }
}
