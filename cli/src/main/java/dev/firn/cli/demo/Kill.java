package dev.firn.cli.demo;

/// When a child dies.
sealed interface Kill {
    /// While it works: a while after document `number` (or any later one) was acknowledged. The while is `share` times
    /// twice the usual length of a transaction, so every moment of one is as likely as any other.
    record AtWork(long number, double share) implements Kill {}

    /// While it starts, opens and recovers: at `share` of the time the last child took for that.
    record AtStart(double share) implements Kill {}

    /// Not at all.
    record Never() implements Kill {}
}
