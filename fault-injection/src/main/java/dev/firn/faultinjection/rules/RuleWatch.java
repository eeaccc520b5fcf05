package dev.firn.faultinjection.rules;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Recording;
import dev.firn.faultinjection.RunObserver;
import dev.firn.pmem.Region;
import java.util.ArrayList;
import java.util.List;

/// What the running test has to do with regions: those it opens through [#over], and, as a [RunObserver], each run that
/// is recorded for crashes. Whoever runs tests asks [#take] after each ([RulesExtension] does).
///
/// Nothing is kept while nobody has [switched it on][#on]. Safe for use by several threads, but there is one for the
/// process: tests that run side by side must not use it.
public final class RuleWatch implements RunObserver {
    private static final List<CheckedRegion> REGIONS = new ArrayList<>();
    private static final List<Finding> FINDINGS = new ArrayList<>();
    private static volatile boolean on;

    /// For [java.util.ServiceLoader].
    public RuleWatch() {}

    /// From now on regions and runs are watched, or no longer.
    public static void on(boolean value) {
        synchronized (REGIONS) {
            on = value;
            REGIONS.clear();
            FINDINGS.clear();
        }
    }

    /// Puts a checker before `region`.
    public static CheckedRegion over(Region region) {
        return over(region, CheckedRegion.Sites.ALWAYS);
    }

    /// Puts a checker before `region`.
    public static CheckedRegion over(Region region, CheckedRegion.Sites sites) {
        var checked = new CheckedRegion(region, sites);
        synchronized (REGIONS) {
            if (on) REGIONS.add(checked);
        }
        return checked;
    }

    @Override
    public void recorded(CrashScenario<?> scenario, Recording recording) {
        if (!on || isFaulted(scenario)) return;
        var findings = RecordedRules.check(scenario, recording);
        synchronized (REGIONS) {
            FINDINGS.addAll(findings);
        }
    }

    /// What a program leaves undone after a failure that was injected is no broken rule.
    private static boolean isFaulted(CrashScenario<?> scenario) {
        return scenario.getClass().getPackageName().equals("dev.firn.faultinjection.fault");
    }

    /// What was found since the last call; regions that were not closed count as left ([CheckedRegion#left]).
    public static List<Finding> take() {
        synchronized (REGIONS) {
            REGIONS.forEach(CheckedRegion::left);
            for (var region : REGIONS) FINDINGS.addAll(region.takeFindings());
            var taken = List.copyOf(FINDINGS);
            REGIONS.clear();
            FINDINGS.clear();
            return taken;
        }
    }
}
