package dev.firn.faultinjection.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// All that is needed to fail again in the same way: a few lines of text, below 4 KiB.
///
/// ```
/// firn-replay 1
/// test dev.example.BankTest.transfer
/// seed 1
/// operations 0 3
/// schedule -
/// crash 17 JAVA of 9 lost 3-5 trace 5f3a61c400d2ee01
/// end
/// ```
///
/// Operations are `all` when none was left out; the schedule is `-` when there is none. Crashes of recoveries follow in
/// lines of their own. Immutable.
///
/// @param test who can run it again, a class and a method by custom; one line, not empty
/// @param seed of the random choices of the search that found it
/// @param operations those that are left, empty for all
/// @param schedule the choices of the scheduler in its own words; one line, empty for none
/// @param crashes at least one, outermost first
public record ReplayFile(
        String test, long seed, Optional<BitSet> operations, String schedule, List<ReplayCrash> crashes) {
    /// The version that is written and read.
    public static final int VERSION = 1;

    /// No file is longer.
    public static final int MOST_BYTES = 4096;

    public ReplayFile {
        Objects.requireNonNull(schedule, "schedule");
        requireLine(test);
        if (test.isBlank()) throw new IllegalArgumentException("no name of a test");
        if (!schedule.isEmpty()) requireLine(schedule);
        if (crashes.isEmpty()) throw new IllegalArgumentException("no crash");
        operations = operations.map(set -> (BitSet) set.clone());
        crashes = List.copyOf(crashes);
    }

    /// Reads a file.
    ///
    /// @throws ReplayFileException when it is not one, or damaged
    /// @throws IOException when it cannot be read
    public static ReplayFile read(Path path) throws IOException {
        if (Files.size(path) > MOST_BYTES) {
            throw new ReplayFileException(0, "at most " + MOST_BYTES + " bytes", Files.size(path) + " bytes");
        }
        return parse(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    }

    /// Reads what [#text] wrote.
    ///
    /// @throws ReplayFileException when it is something else
    public static ReplayFile parse(String text) {
        return new ReplayParser(text).file();
    }

    /// Writes it, with its folder if that is missing.
    ///
    /// @throws ReplayTooLargeException when it does not fit into [#MOST_BYTES]
    /// @throws IOException when it cannot be written
    public void write(Path path) throws IOException {
        String text = text();
        if (path.toAbsolutePath().getParent() != null) Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, text);
    }

    /// The file's text.
    ///
    /// @throws ReplayTooLargeException when it does not fit into [#MOST_BYTES]
    public String text() {
        String text =
                """
                firn-replay %d
                test %s
                seed %d
                operations %s
                schedule %s
                %s
                end
                """
                        .formatted(
                                VERSION,
                                test,
                                seed,
                                operations.map(IndexRanges::text).orElse("all"),
                                schedule.isEmpty() ? "-" : schedule,
                                crashes.stream().map(ReplayFile::line).collect(Collectors.joining("\n")));
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) throw new ReplayTooLargeException(bytes);
        return text;
    }

    /// The crashes in the words of [dev.firn.faultinjection.CrashExplorer#replay].
    public String path() {
        return crashes.stream().map(ReplayCrash::path).collect(Collectors.joining(">"));
    }

    private static String line(ReplayCrash crash) {
        String garbage = crash.garbage().isEmpty() ? "" : " garbage " + IndexRanges.text(crash.garbage());
        return "crash %d %s of %d %s%s trace %016x"
                .formatted(
                        crash.event(),
                        crash.model(),
                        crash.words(),
                        WordSet.text(crash.lost(), crash.words()),
                        garbage,
                        crash.traceHash());
    }

    private static void requireLine(String text) {
        if (text.equals("-") || !text.equals(text.strip()) || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not one line of text: " + text);
        }
    }
}
