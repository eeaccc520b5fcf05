package dev.firn.faultinjection.kill;

/// Hears how a campaign goes on, after each kill, on a thread of one of the lanes; calls do not overlap.
@FunctionalInterface
public interface KillListener {
    /// Hears nothing.
    KillListener NONE = (_, _) -> {};

    /// So many were killed, after so many acknowledgements in all.
    void killed(int kills, long acknowledgements);
}
