import com.google.common.collect.Range;
import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
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

    /// `check ROOT COMPLAINTS` writes what is wrong to that file, and leaves none when all is well; files that were
    /// well before and have not changed since are not looked at again. `apply ROOT COMPLAINTS` mends what is wrong.
    public static void main(String[] args) throws IOException {
        boolean apply = args[0].equals("apply");
        Path root = Path.of(args[1]).toRealPath();
        Path complaints = Path.of(args[2]);
        Path allWell = complaints.resolveSibling("all-well");
        FileTime now = FileTime.from(Instant.now());
        FileTime since = apply ? FileTime.fromMillis(0) : lastTimeAllWasWell(root, allWell);

        List<Finding> findings = sources(root, since).parallelStream().flatMap(Format::look).toList();
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            String name = root.relativize(finding.file).toString();
            if (finding.error != null) lines.add(name + " does not parse: " + finding.error);
            else if (apply) Files.writeString(finding.file, finding.formatted);
            else lines.add(name + " is not in the common format");
        }
        lines.forEach(System.err::println);
        Files.deleteIfExists(complaints);
        if (!lines.isEmpty()) {
            Files.write(complaints, lines);
        } else {
            Files.writeString(allWell, "");
            Files.setLastModifiedTime(allWell, now);
        }
    }

    /// The beginning of time when the rules themselves may have changed.
    private static FileTime lastTimeAllWasWell(Path root, Path allWell) throws IOException {
        if (!Files.exists(allWell)) return FileTime.fromMillis(0);
        FileTime then = Files.getLastModifiedTime(allWell);
        for (String rules : List.of(".ci/Format.java", "pom.xml")) {
            if (Files.getLastModifiedTime(root.resolve(rules)).compareTo(then) >= 0) return FileTime.fromMillis(0);
        }
        return then;
    }

    private record Finding(Path file, String formatted, String error) {}

    private static Stream<Finding> look(Path file) {
        try {
            String source = Files.readString(file);
            String formatted = settled(source);
            return formatted.equals(source) ? Stream.empty() : Stream.of(new Finding(file, formatted, null));
        } catch (FormatterException e) {
            return Stream.of(new Finding(file, null, e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The formatter's own output may move once more when it is formatted again; a check must not depend on that.
    private static String settled(String source) throws FormatterException {
        String before = source;
        for (int pass = 0; pass < 4; pass++) {
            String after = wrapWideComments(CODE.formatSourceAndFixImports(before));
            if (after.equals(before)) return after;
            before = after;
        }
        return before;
    }

    private static String wrapWideComments(String source) throws FormatterException {
        List<Range<Integer>> wide = new ArrayList<>();
        Matcher line = WIDE.matcher(source);
        while (line.find()) wide.add(Range.closedOpen(line.start(), line.end()));
        return wide.isEmpty() ? source : CODE_AND_COMMENTS.formatSource(source, wide);
    }

    private static List<Path> sources(Path root, FileTime since) throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                        boolean ours = !NOT_OURS.contains(folder.getFileName().toString());
                        return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        boolean java = file.toString().endsWith(".java");
                        if (java && attributes.lastModifiedTime().compareTo(since) >= 0) sources.add(file);
                        return FileVisitResult.CONTINUE;
                    }
                });
        return sources;
    }
}
