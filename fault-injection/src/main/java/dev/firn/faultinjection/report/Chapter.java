package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashedRun;
import dev.firn.faultinjection.PendingWord;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

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
    private static final ValueLayout.OfLong WORD =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

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

    /// Each lost word once, with what it should hold and what it holds.
    private static List<String> lostOf(CrashedRun run, LongFunction<String> place) {
        var newest = new LinkedHashMap<Long, PendingWord>();
        for (var word : run.pending()) if (!word.survived()) newest.put(word.at(), word);
        var image = MemorySegment.ofArray(run.image());
        var texts = new ArrayList<String>();
        for (var word : newest.values()) {
            if (texts.size() == MOST_WORDS) break;
            texts.add(
                    "%s holds 0x%x instead of 0x%x (t=%d)"
                            .formatted(
                                    place.apply(word.at()), image.get(WORD, word.at()), word.value(), word.event()));
        }
        if (newest.size() > MOST_WORDS) texts.add("and %d more".formatted(newest.size() - MOST_WORDS));
        return texts;
    }
}
