package dev.firn.faultinjection.mutation;

import dev.firn.faultinjection.CrashScenario;
import java.util.Objects;

/// A scenario with a name for reports. Its run has to be deterministic.
public record Workload(String name, CrashScenario<?> scenario) {
    public Workload {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scenario, "scenario");
    }
}
