package dev.firn.pmem.event;

/// A segment that moves to flash. `dev.firn.Spill` in a recording.
@FunctionalInterface
public interface Spill {
    /// Nobody records it.
    Spill NONE = (_, _, _) -> {};

    /// It has ended well; otherwise nothing is called.
    ///
    /// @param device the device they went to
    /// @param records records that were moved
    /// @param bytes bytes written to the device
    void end(String device, int records, long bytes);
}
