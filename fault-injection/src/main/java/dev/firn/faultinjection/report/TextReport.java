package dev.firn.faultinjection.report;

import java.util.List;

/// A story as plain text, for a terminal or the message of a failed test.
final class TextReport {
    private static final int MOST_WIDTH = 44;

    private TextReport() {}

    static String of(Story story) {
        var text = new StringBuilder();
        text.append("CRASH NOT SURVIVED: ").append(story.oracle()).append('\n');
        text.append("test ").append(story.test()).append(", seed ").append(story.seed()).append('\n');
        if (!story.shrunk().isEmpty()) text.append(story.shrunk()).append('\n');
        for (var chapter : story.chapters()) chapter(text, chapter);
        if (!story.read().isEmpty()) text.append("Recovery read: ").append(story.read()).append('\n');
        text.append("Likely fix: ").append(story.fix().text()).append('\n');
        text.append("Replay: ").append(story.replay()).append('\n');
        return text.toString();
    }

    /// Only what the message of a failure does not say already.
    static String timeline(Story story) {
        var text = new StringBuilder();
        for (var chapter : story.chapters()) {
            if (story.chapters().size() > 1) text.append(chapter.title()).append('\n');
            table(text, chapter);
        }
        return text.toString();
    }

    private static void chapter(StringBuilder text, Chapter chapter) {
        text.append(chapter.title()).append('\n');
        table(text, chapter);
        if (!chapter.lost().isEmpty()) {
            text.append("Lost: ").append(String.join(", ", chapter.lost())).append('\n');
        }
    }

    private static void table(StringBuilder text, Chapter chapter) {
        var lines = chapter.lines();
        int time = lines.stream().mapToInt(line -> line.time().length()).max().orElse(0);
        int what = width(lines.stream().map(StoryLine::what).toList());
        int where = width(lines.stream().map(StoryLine::where).toList());
        String row = "  %%-%ds  %%-%ds  %%-%ds  %%s".formatted(time, what, Math.max(1, where));
        for (var line : lines) {
            text.append(row.formatted(line.time(), line.what(), line.where(), line.fate()).stripTrailing());
            text.append('\n');
        }
        if (!chapter.remark().isEmpty()) text.append(chapter.remark()).append('\n');
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).filter(length -> length <= MOST_WIDTH).max().orElse(0);
    }
}
