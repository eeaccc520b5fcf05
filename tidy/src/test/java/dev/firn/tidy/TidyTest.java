package dev.firn.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Rules for the text of the sources.
class TidyTest {
    private static final int MOST_LINES = 500;

    // The words in pieces, or this file would break its own rule.
    private static final Pattern UNFINISHED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");

    @Test
    void theRulesSeeFiles() {
        assertThat(Tree.files(".java")).isNotEmpty();
    }

    @Test
    void filesAreShort() {
        List<String> tooLong =
                Tree.files(".java").stream()
                        .filter(file -> Tree.lines(file).size() > MOST_LINES)
                        .map(file -> Tree.name(file) + ": " + Tree.lines(file).size() + " lines")
                        .toList();
        assertThat(tooLong)
                .as("files over %d lines: split each by idea, one that has a name and an answer", MOST_LINES)
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        assertThat(findings(line -> UNFINISHED.matcher(line).find()))
                .as("unfinished business in the sources: do it, or open an issue and say there what is missing")
                .isEmpty();
    }

    private static List<String> findings(Predicate<String> offends) {
        return Tree.files(".java").stream().flatMap(file -> findings(file, offends).stream()).toList();
    }

    private static List<String> findings(Path file, Predicate<String> offends) {
        List<String> found = new ArrayList<>();
        List<String> lines = Tree.lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (offends.test(line)) found.add(Tree.name(file) + ":" + (i + 1) + ": " + line.strip());
        }
        return found;
    }
}
