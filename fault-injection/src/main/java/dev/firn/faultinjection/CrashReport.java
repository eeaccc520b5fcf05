package dev.firn.faultinjection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What an exploration did. Reports of the same run are equal, however long it took.
///
/// @param counts how often
/// @param rungs for each model the strongest rung that was completed at every crash point of the workload
/// @param nestedRungs the same for the crash points inside recoveries; empty without any
/// @param depth of nesting
/// @param seed of the random choices
/// @param complete whether the search went to every crash point; otherwise its budget ended, or it was cancelled
/// @param elapsed how long it took
public record CrashReport(
        Counts counts,
        Map<PersistencyModel, Rung> rungs,
        Map<PersistencyModel, Rung> nestedRungs,
        int depth,
        long seed,
        boolean complete,
        Elapsed elapsed) {
    /// How often something happened.
    ///
    /// @param points crash points of the workload that were tried
    /// @param pointsInAll crash points of the workload
    /// @param images images that were recovered and judged, those of nested crashes included
    /// @param repeated choices that gave an image judged before
    /// @param nestedPoints crash points inside recoveries
    /// @param lazyClasses recoveries under lazy choice
    /// @param lazyImages the legal images these covered
    /// @param guardedImages images tried where ranges counted as guarded
    /// @param guardedLegal legal images there were then
    /// @param spotChecks torn states beyond those that stand for all
    /// @param refused recoveries that ended with a declared exception
    /// @param races loads of undecided words nobody vouched for
    public record Counts(
            long points,
            long pointsInAll,
            long images,
            long repeated,
            long nestedPoints,
            long lazyClasses,
            double lazyImages,
            long guardedImages,
            double guardedLegal,
            long spotChecks,
            long refused,
            long races) {}

    /// A time that no comparison looks at.
    public record Elapsed(long nanos) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Elapsed;
        }

        @Override
        public int hashCode() {
            return 0;
        }
    }

    public CrashReport {
        rungs = Collections.unmodifiableMap(new LinkedHashMap<>(rungs));
        nestedRungs = Collections.unmodifiableMap(new LinkedHashMap<>(nestedRungs));
    }

    /// Crash points of the workload that were tried.
    public long points() {
        return counts.points();
    }

    /// Images that were recovered and judged, those of nested crashes included.
    public long images() {
        return counts.images();
    }

    /// Choices that gave an image judged before.
    public long repeated() {
        return counts.repeated();
    }

    /// Crash points inside recoveries.
    public long nestedPoints() {
        return counts.nestedPoints();
    }

    /// The models under which no legal image of any crash point of the workload was left out.
    public List<PersistencyModel> exhaustive() {
        return rungs.keySet().stream().filter(model -> rungs.get(model).isExhaustive()).toList();
    }

    /// The other models.
    public List<PersistencyModel> sampled() {
        return rungs.keySet().stream().filter(model -> !rungs.get(model).isExhaustive()).toList();
    }

    /// How many legal images each image stood for where ranges counted as guarded; 1 where none did.
    public double guardReduction() {
        return counts.guardedImages() == 0 ? 1 : counts.guardedLegal() / counts.guardedImages();
    }

    /// (crash point, image) pairs looked at in a second, repeated ones included.
    public double statesPerSecond() {
        return (counts.images() + counts.repeated()) * 1e9 / Math.max(1, elapsed.nanos());
    }

    /// In a sentence, the strongest claim first.
    public String sentence() {
        var parts = new ArrayList<String>();
        for (var rung : Rung.values()) {
            String models =
                    rungs.keySet().stream()
                            .filter(model -> rungs.get(model) == rung)
                            .map(PersistencyModel::name)
                            .collect(Collectors.joining(", "));
            if (!models.isEmpty()) parts.add(words(rung) + " under " + models);
        }
        return String.join("; ", parts) + ": " + numbers();
    }

    private String words(Rung rung) {
        return switch (rung) {
            case EXHAUSTIVE_LAZY ->
                    format("%s (%,d classes)", rung.words(), counts.lazyClasses());
            case EXHAUSTIVE_GUARDED ->
                    format(
                            "%s (%.3gx fewer, %,d spot checks)",
                            rung.words(), guardReduction(), counts.spotChecks());
            case SAMPLED -> format("%s (seed %d)", rung.words(), seed);
            case EXHAUSTIVE, ADVERSARIES, INCOMPLETE -> rung.words();
        };
    }

    private String numbers() {
        String points =
                complete
                        ? format("%,d crash points", points())
                        : format("stopped at crash point %,d of %,d", points(), counts.pointsInAll());
        return points
                + format(", %,d images, nested depth %d", images(), depth)
                + (depth == 0 ? "" : format(" (%,d crash points)", nestedPoints()))
                + (counts.refused() == 0 ? "" : format(", %,d refused", counts.refused()))
                + (counts.races() == 0 ? "" : format(", %,d reads of undecided words", counts.races()));
    }

    private static String format(String text, Object... arguments) {
        return String.format(Locale.ROOT, text, arguments);
    }
}
