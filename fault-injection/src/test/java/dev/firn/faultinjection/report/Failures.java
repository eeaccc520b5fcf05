package dev.firn.faultinjection.report;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.firn.faultinjection.CrashExplorer;
import dev.firn.faultinjection.CrashFailure;
import dev.firn.faultinjection.CrashOptions;
import dev.firn.faultinjection.CrashScenario;

final class Failures {
    private Failures() {}

    static CrashFailure of(CrashScenario<?> scenario) {
        return of(scenario, CrashOptions.defaults());
    }

    static CrashFailure of(CrashScenario<?> scenario, CrashOptions options) {
        return catchThrowableOfType(CrashFailure.class, () -> CrashExplorer.explore(scenario, options));
    }
}
