package dev.firn.faultinjection;

/// Is told of each event of a [SimulatedRegion] just after it was recorded, on the thread that made it: the place to
/// look at the stack. Called while the region is locked: it must not use the region.
@FunctionalInterface
public interface EventListener {
    /// Event number `index` of the trace, which is of `kind`, has been recorded.
    void onEvent(int index, Trace.Kind kind);
}
