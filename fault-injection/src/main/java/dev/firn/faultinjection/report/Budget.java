package dev.firn.faultinjection.report;

/// How many runs a search may still make. Ends it when it is used up or its thread is interrupted.
final class Budget {
    private int left;

    Budget(int runs) {
        this.left = runs;
    }

    /// Takes one run, if there is one.
    boolean take() {
        if (left == 0 || Thread.currentThread().isInterrupted()) return false;
        left--;
        return true;
    }

    int left() {
        return left;
    }
}
