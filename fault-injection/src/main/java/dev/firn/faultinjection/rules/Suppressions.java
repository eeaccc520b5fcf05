package dev.firn.faultinjection.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A table of suppressions in a Markdown file, where people see it: between `<!-- suppressions -->` and
/// `<!-- /suppressions -->`, with the columns rule (or `any`), where, and reason.
///
/// @param rows its rows
public record Suppressions(List<Suppression> rows) {
    public static final Suppressions NONE = new Suppressions(List.of());

    private static final String BEGIN = "<!-- suppressions -->\n";
    private static final String END = "<!-- /suppressions -->";

    public Suppressions {
        rows = List.copyOf(rows);
    }

    /// Reads the table in `file`.
    ///
    /// @throws IllegalArgumentException when there is none, or a row is not understood
    public static Suppressions read(Path file) {
        try {
            String text = Files.readString(file);
            int from = text.indexOf(BEGIN);
            int to = text.indexOf(END);
            if (from < 0 || to < from) {
                throw new IllegalArgumentException("%s has no table between %s and %s".formatted(file, BEGIN, END));
            }
            return parse(text.substring(from + BEGIN.length(), to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The table without its marks; its first two lines are the head.
    static Suppressions parse(String table) {
        return new Suppressions(table.lines().skip(2).filter(line -> !line.isBlank()).map(Suppressions::row).toList());
    }

    private static Suppression row(String line) {
        var cells = Stream.of(line.split("\\|")).map(String::strip).toList();
        if (cells.size() != 4) throw new IllegalArgumentException("not | rule | where | reason |: " + line);
        String where = cells.get(2).replace("`", "");
        return new Suppression(rule(cells.get(1)), where, cells.get(3));
    }

    private static Optional<Rule> rule(String title) {
        if (title.equals("any")) return Optional.empty();
        var rule = Stream.of(Rule.values()).filter(each -> each.title().equals(title)).findFirst();
        if (rule.isEmpty()) throw new IllegalArgumentException("there is no rule \"%s\"".formatted(title));
        return rule;
    }

    /// Those that no row covers.
    ///
    /// @param test the simple name of the test class they were made in
    public List<Finding> uncovered(List<Finding> findings, String test) {
        return findings.stream().filter(each -> rows.stream().noneMatch(row -> row.covers(each, test))).toList();
    }
}
