package dev.firn.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every relative link in the documents leads somewhere, headings included.
class LinksTest {
    private static final Pattern LINK =
            Pattern.compile("\\[[^\\]]*\\]\\(\\s*<?([^)>\\s]+)>?[^)]*\\)|^\\[[^\\]]+\\]:\\s*(\\S+)");
    private static final Pattern ELSEWHERE = Pattern.compile("^[a-z][a-z0-9+.-]*:.*");
    private static final Pattern INLINE_CODE = Pattern.compile("(`+).*?\\1");

    @Test
    void linksResolve() {
        List<String> dead = new ArrayList<>();
        for (Path file : Tree.files(".md")) {
            for (String line : prose(file)) deadLinks(file, INLINE_CODE.matcher(line).replaceAll(""), dead);
        }
        assertThat(dead).as("links that lead nowhere: mend the path, or write the page").isEmpty();
    }

    private static void deadLinks(Path file, String line, List<String> dead) {
        Matcher link = LINK.matcher(line);
        while (link.find()) {
            String target = link.group(1) != null ? link.group(1) : link.group(2);
            if (!ELSEWHERE.matcher(target).matches() && !resolves(file, target)) {
                dead.add(Tree.name(file) + " -> " + target);
            }
        }
    }

    private static boolean resolves(Path from, String target) {
        int hash = target.indexOf('#');
        String path = hash < 0 ? target : target.substring(0, hash);
        Path file = path.isEmpty() ? from : from.resolveSibling(path).normalize();
        if (!file.startsWith(Tree.root()) || !Files.exists(file)) return false;
        return hash < 0 || !file.toString().endsWith(".md") || anchors(file).contains(target.substring(hash + 1));
    }

    private static List<String> anchors(Path file) {
        return prose(file).stream().filter(line -> line.startsWith("#")).map(LinksTest::anchor).toList();
    }

    /// The name that the usual viewers give a heading.
    private static String anchor(String heading) {
        return heading.replaceFirst("^#+\\s*", "")
                .strip()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }

    /// The lines outside fenced code.
    private static List<String> prose(Path file) {
        List<String> prose = new ArrayList<>();
        boolean code = false;
        for (String line : Tree.lines(file)) {
            boolean fence = line.strip().startsWith("```") || line.strip().startsWith("~~~");
            if (fence) code = !code;
            else if (!code) prose.add(line);
        }
        return prose;
    }
}
