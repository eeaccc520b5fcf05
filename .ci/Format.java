import com.google.common.collect.Range;
import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Checks or applies the common format of all Java sources below a directory.
///
/// A program of its own because Maven may run on a Java that cannot parse these sources, and because plug-ins for this
/// job run inside Maven. A documentation comment is only indented, for where its lines end is its author's; one that is
/// too wide is wrapped anew, as Markdown.
final class Format {
    private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules", ".idea");

    private static final Formatter CODE = formatter(false);
    private static final Formatter CODE_AND_COMMENTS = formatter(true);
    private static final int COLUMNS = 120;
    private static final Pattern WIDE = Pattern.compile("(?m)^(?=.{%d}) *///(?! *\\|).*$".formatted(COLUMNS + 1));

    private static Formatter formatter(boolean comments) {
        return new Formatter(
                JavaFormatterOptions.builder()
                        .style(Style.GOOGLE.toBuilder().indentationMultiplier(2).maxLineLength(COLUMNS).build())
                        .formatJavadoc(comments)
                        .build());
    }

    /// `check ROOT REPORT` writes what is wrong to REPORT (and no file when all is well); `apply ROOT REPORT` mends it.
    public static void main(String[] args) throws IOException {
        boolean apply = args[0].equals("apply");
        Path root = Path.of(args[1]).toRealPath();
        Path report = Path.of(args[2]);
        List<Finding> findings = sources(root).parallelStream().flatMap(Format::look).toList();
        List<String> complaints = new ArrayList<>();
        for (Finding finding : findings) {
            String name = root.relativize(finding.file).toString();
            if (finding.error != null) complaints.add(name + " does not parse: " + finding.error);
            else if (apply) Files.writeString(finding.file, finding.formatted);
            else complaints.add(name + " is not in the common format");
        }
        complaints.forEach(System.err::println);
        Files.deleteIfExists(report);
        if (!complaints.isEmpty()) Files.write(report, complaints);
    }

    private record Finding(Path file, String formatted, String error) {}

    private static Stream<Finding> look(Path file) {
        try {
            String source = Files.readString(file);
            String formatted = wrapWideComments(CODE.formatSourceAndFixImports(source));
            return formatted.equals(source) ? Stream.empty() : Stream.of(new Finding(file, formatted, null));
        } catch (FormatterException e) {
            return Stream.of(new Finding(file, null, e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String wrapWideComments(String source) throws FormatterException {
        List<Range<Integer>> wide = new ArrayList<>();
        Matcher line = WIDE.matcher(source);
        while (line.find()) wide.add(Range.closedOpen(line.start(), line.end()));
        return wide.isEmpty() ? source : CODE_AND_COMMENTS.formatSource(source, wide);
    }

    private static List<Path> sources(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> {
                        for (Path part : root.relativize(file)) if (NOT_OURS.contains(part.toString())) return false;
                        return true;
                    })
                    .toList();
        }
    }
}
