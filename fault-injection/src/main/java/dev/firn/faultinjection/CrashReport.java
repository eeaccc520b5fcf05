package dev.firn.faultinjection;

import java.util.List;

/// What an exploration did.
///
/// @param points crash points of the workload
/// @param images distinct images that were recovered and judged, those of nested crashes included
/// @param repeated choices that gave an image judged before
/// @param nestedPoints crash points inside recoveries
/// @param exhaustive the models under which every legal image of every crash point of the workload was tried
/// @param sampled the other models
/// @param depth of nesting
public record CrashReport(
        long points,
        long images,
        long repeated,
        long nestedPoints,
        List<CrashModel> exhaustive,
        List<CrashModel> sampled,
        int depth) {
    public CrashReport {
        exhaustive = List.copyOf(exhaustive);
        sampled = List.copyOf(sampled);
    }

    /// In a sentence, the strongest claim first.
    public String sentence() {
        String strongest = exhaustive.isEmpty() ? "" : "exhaustive under " + exhaustive + ", ";
        String rest = sampled.isEmpty() ? "" : "sampled under " + sampled + ", ";
        return "%s%s%d crash points, %d images (%d repeated), %d nested crash points at depth %d"
                .formatted(strongest, rest, points, images, repeated, nestedPoints, depth);
    }
}
