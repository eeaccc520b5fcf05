package dev.firn.recovery;

import dev.firn.faultinjection.CrashScenario;
import dev.firn.faultinjection.Progress;
import dev.firn.recovery.LogScenario.Found;
import java.util.Map;
import java.util.TreeSet;

/// Writes batches with numbers: what is found later is what some of them make, and those that were acknowledged are
/// among them.
interface BatchScenario extends CrashScenario<Found> {
    /// What these batches make, by object.
    Map<Long, String> expected(TreeSet<Integer> batches);

    @Override
    default void judge(Found found, Progress progress) {
        LogScenario.judge(found, progress, this::expected);
    }

    @Override
    default void judgeResumed(Found first, Found found, Progress progress) {
        judge(found, progress);
        LogScenario.requireNoneBack(first, found);
    }
}
