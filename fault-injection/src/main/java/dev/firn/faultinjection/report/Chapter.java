package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashedRun;
import dev.firn.faultinjection.PendingWord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/// One run of a story, and its crash.
///
/// @param title where it crashed
/// @param lines the timeline
/// @param lost the words that were lost, for people
/// @param remark why there are no call sites, empty when there are
/// @param run what was recorded
/// @param hover an event in a line, with its call site
record Chapter(
        String title,
        List<StoryLine> lines,
        List<String> lost,
        String remark,
        CrashedRun run,
        IntFunction<String> hover) {
    private static final int MOST_WORDS = 12;

    /// @param place names an address
    /// @param of which run it is, when there are several
    static Chapter of(CrashedRun run, CallSites sites, LongFunction<String> place, String of) {
        var timeline = new Timeline(run, sites, place);
        return new Chapter(
                titleOf(run, of), timeline.lines(), lostOf(run, place), sites.remark(), run, timeline::sentence);
    }

    private static String titleOf(CrashedRun run, String of) {
        var pending = run.pending();
        var lost = pending.stream().filter(word -> !word.survived()).toList();
        long lines = lost.stream().mapToLong(PendingWord::line).distinct().count();
        return "%scrash before event %d of %d, model %s: %s (%d of %d pending words)"
                .formatted(
                        of,
                        run.event(),
                        run.trace().size(),
                        run.model(),
                        lines == 0 ? "nothing lost" : lines == 1 ? "1 line lost" : lines + " lines lost",
                        lost.size(),
                        pending.size());
    }

    private static List<String> lostOf(CrashedRun run, LongFunction<String> place) {
        var lost = run.pending().stream().filter(word -> !word.survived()).toList();
        var texts =
                lost.stream()
                        .limit(MOST_WORDS)
                        .map(word ->
                                "%s = 0x%x of t=%d".formatted(place.apply(word.at()), word.value(), word.event()))
                        .collect(Collectors.toCollection(ArrayList::new));
        if (lost.size() > MOST_WORDS) texts.add("and %d more".formatted(lost.size() - MOST_WORDS));
        return texts;
    }
}
