package dev.firn.faultinjection.fault;

import dev.firn.faultinjection.CrashModel;
import dev.firn.faultinjection.CrashOptions;
import java.util.EnumSet;
import java.util.Set;

/// How far a sweep goes. Immutable: each `with...` returns a changed copy.
///
/// @param faults tried one after the other
/// @param modes each fault is tried in all of these
/// @param crashed the faults whose handling is crashed at every event
/// @param crashes how it is crashed
/// @param mostCalls a sweep over a workload with more calls of one kind than this is refused: it would not end
/// @param listener hears of every run
public record FaultOptions(
        Set<Fault> faults,
        Set<FaultMode> modes,
        Set<Fault> crashed,
        CrashOptions crashes,
        long mostCalls,
        FaultListener listener) {
    public FaultOptions {
        faults = Set.copyOf(faults);
        modes = Set.copyOf(modes);
        crashed = Set.copyOf(crashed);
    }

    /// Every fault in both modes. Crashed is the handling of those that meet a change; one that meets a read leaves
    /// what any crash without a fault leaves.
    public static FaultOptions defaults() {
        var crashes =
                CrashOptions.defaults()
                        .withModels(CrashModel.JAVA, CrashModel.PAGECACHE)
                        .withExhaustive(64)
                        .withCuts(8, 8)
                        .withRandom(4, 1)
                        .withNested(0);
        var reads = EnumSet.of(Fault.READ, Fault.LATE_READ);
        return new FaultOptions(
                EnumSet.allOf(Fault.class),
                EnumSet.allOf(FaultMode.class),
                EnumSet.complementOf(reads),
                crashes,
                100_000,
                (_, _, _) -> {});
    }

    public FaultOptions withFaults(Fault first, Fault... others) {
        return new FaultOptions(EnumSet.of(first, others), modes, crashed, crashes, mostCalls, listener);
    }

    public FaultOptions withModes(FaultMode first, FaultMode... others) {
        return new FaultOptions(faults, EnumSet.of(first, others), crashed, crashes, mostCalls, listener);
    }

    public FaultOptions withCrashes(CrashOptions value) {
        return new FaultOptions(faults, modes, crashed, value, mostCalls, listener);
    }

    /// Crashes nothing: the sweep asks only what the living subject and the next process find.
    public FaultOptions withoutCrashes() {
        return new FaultOptions(faults, modes, Set.of(), crashes, mostCalls, listener);
    }

    public FaultOptions withMostCalls(long value) {
        return new FaultOptions(faults, modes, crashed, crashes, value, listener);
    }

    public FaultOptions withListener(FaultListener value) {
        return new FaultOptions(faults, modes, crashed, crashes, mostCalls, value);
    }
}
