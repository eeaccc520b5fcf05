package dev.firn.faultinjection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an exploration has done so far.
final class Tally {
    private final Map<PersistencyModel, Rung> rungs = new LinkedHashMap<>();
    private final Map<PersistencyModel, Rung> nestedRungs = new LinkedHashMap<>();
    private final long begun = System.nanoTime();
    long points;
    long pointsInAll;
    long images;
    long repeated;
    long nestedPoints;
    long lazyClasses;
    double lazyImages;
    long guardedImages;
    double guardedLegal;
    long spotChecks;
    long refused;
    long races;

    Tally(List<PersistencyModel> models) {
        for (var model : models) rungs.put(model, Rung.EXHAUSTIVE);
    }

    void completed(PersistencyModel model, Rung rung, boolean nested) {
        (nested ? nestedRungs : rungs).merge(model, rung, Rung::weaker);
    }

    CrashReport report(CrashOptions options, boolean complete) {
        if (!complete) rungs.replaceAll((model, rung) -> Rung.INCOMPLETE);
        return new CrashReport(
                new CrashReport.Counts(
                        points,
                        pointsInAll,
                        images,
                        repeated,
                        nestedPoints,
                        lazyClasses,
                        lazyImages,
                        guardedImages,
                        guardedLegal,
                        spotChecks,
                        refused,
                        races),
                rungs,
                nestedRungs,
                options.nested(),
                options.seed(),
                complete,
                new CrashReport.Elapsed(System.nanoTime() - begun));
    }
}
