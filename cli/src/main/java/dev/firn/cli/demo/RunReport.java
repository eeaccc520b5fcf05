package dev.firn.cli.demo;

import dev.firn.pmem.Explanation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What came out of a run, for people (see [ReportText]) and for programs (as it is).
///
/// @param lost what was lost, one sentence each; empty when all is well
/// @param input what was counted
/// @param files how many files were counted, each in one transaction
/// @param filesSkipped how many were passed over, since they hold no text or too much
/// @param words how many words were counted
/// @param differentWords how many different ones
/// @param kills how often the child was killed
/// @param killsAtStart how many of them came while it started, opened and recovered
/// @param foundWhole after how many kills the transaction that was under way was found in the store
/// @param transactionsPerSecond while a child had the store open
/// @param recovery how long it took to open the store after a kill, in milliseconds
/// @param fencesPerTransaction fences of the medium, openings of segments included
/// @param syncsPerTransaction synchronisations of the file, openings of segments included
/// @param bytesPerDataByte bytes written to the medium, for one byte of keys and values put
/// @param storeBytes the length of the store's file at the end
/// @param backend the back-end
/// @param durable whether it survives a power cut
/// @param why the reason for the back-end, in a sentence
/// @param top the most frequent words
/// @param seed repeats the run's random choices
record RunReport(
        List<String> lost,
        String input,
        long files,
        long filesSkipped,
        long words,
        int differentWords,
        int kills,
        int killsAtStart,
        int foundWhole,
        double transactionsPerSecond,
        Times recovery,
        double fencesPerTransaction,
        double syncsPerTransaction,
        double bytesPerDataByte,
        long storeBytes,
        String backend,
        boolean durable,
        String why,
        List<Count> top,
        long seed) {
    private static final int TOP = 20;

    /// The middle one and the longest one, in milliseconds.
    record Times(double medianMillis, double worstMillis) {}

    /// A word and how often it is there.
    record Count(String word, long count) {}

    /// The report of a run that has ended with `lost`.
    static RunReport of(CrashRun run, List<String> lost, Corpus corpus, Feed feed, long storeBytes, long seed) {
        Model model = run.model();
        Tally tally = run.tally();
        Explanation explanation = run.explanation();
        return new RunReport(
                List.copyOf(lost),
                corpus.description(),
                model.done(),
                feed.skipped(),
                model.words(),
                model.counts().size(),
                tally.kills(),
                tally.killsAtStart(),
                tally.foundWhole(),
                rounded(tally.transactionsPerSecond()),
                new Times(rounded(tally.recoveryMillis(50)), rounded(tally.recoveryMillis(100))),
                rounded(tally.perTransaction(tally.medium().fences())),
                rounded(tally.perTransaction(tally.medium().syncs())),
                rounded((double) tally.medium().bytes() / Math.max(1, model.dataBytes())),
                storeBytes,
                explanation.backend(),
                explanation.durable(),
                explanation.sentence(),
                top(model.counts()),
                seed);
    }

    private static List<Count> top(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::word))
                .limit(TOP)
                .toList();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
