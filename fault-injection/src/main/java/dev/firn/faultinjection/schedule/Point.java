package dev.firn.faultinjection.schedule;

import java.util.EnumSet;
import java.util.Set;

/// A place where a thread may lose its turn: always just before what it names.
public enum Point {
    /// The thread begins.
    START,
    /// An operation begins: it is not yet recorded as begun.
    INVOKE,
    /// An operation is over: it is not yet recorded as answered.
    RESPOND,
    WRITE,
    PUBLISH,
    FLUSH,
    DRAIN,
    GROW,
    SHRINK,
    /// A release, or a range taken back.
    RELEASE,
    /// A read through the view: many, so only where asked for.
    LOAD,
    /// Another thread has the lock that is wanted; only in code that [WaitsLoader] has loaded.
    LOCK,
    /// A loop waits for another thread; only in code that [WaitsLoader] has loaded.
    NAP,
    /// A place that the workload names itself ([Run#pause]).
    PAUSE;

    /// All but [#LOAD].
    public static Set<Point> changes() {
        return EnumSet.complementOf(EnumSet.of(LOAD));
    }

    /// All but loads and flushes: a flush begins what only a drain of the same thread ends, so that nobody else can
    /// tell its place, if the code waits for it by drains alone.
    public static Set<Point> withoutFlushes() {
        return EnumSet.complementOf(EnumSet.of(LOAD, FLUSH));
    }
}
