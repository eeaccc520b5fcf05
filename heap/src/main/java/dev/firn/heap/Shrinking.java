package dev.firn.heap;

import dev.firn.log.Log;

/// Whether it is worth while to look for chains that are longer than what they make, before somebody is told that the
/// store is full: not again before something has changed, or whoever tries again and again would wait each time.
final class Shrinking {
    private static final int CHANGE = 64;

    private final Log log;
    private final Reserve reserve;
    private long inVainAt = -1;

    Shrinking(Log log, Reserve reserve) {
        this.log = log;
        this.reserve = reserve;
    }

    boolean mayTry() {
        return inVainAt < 0 || Math.abs(log.live().sum() - inVainAt) > reserve.limit() / CHANGE;
    }

    void wasInVain() {
        inVainAt = log.live().sum();
    }
}
