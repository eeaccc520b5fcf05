package dev.firn.faultinjection.report;

import dev.firn.faultinjection.report.StoryLine.Tone;
import java.util.Locale;
import java.util.Optional;

/// A story as one page: what failed, the diagram of lines and events, the timeline, the fix, the way back.
final class HtmlReport {
    private static final String LETTERS =
            "A row is a cache line, a column an event: W write, P publish, S store, f flush, D drain, Y sync, ! failed"
                    + " sync, G growth, K kill, m mark, ( and ) an operation begins and is acknowledged.";

    private final Markup body = new Markup();

    private HtmlReport() {}

    static String of(Story story, Optional<ReplayFile> replay) {
        var page = new HtmlReport();
        page.head(story);
        for (var chapter : story.chapters()) page.chapter(story, chapter);
        page.read(story);
        page.fix(story);
        page.replay(story, replay);
        return HtmlPage.of("Crash not survived: " + story.test(), page.body.toString());
    }

    private void head(Story story) {
        body.element("h1", "Crash not survived: " + story.oracle()).newline();
        body.open("p").element("code", story.test()).text(", seed " + story.seed()).close("p").newline();
        if (!story.shrunk().isEmpty()) body.element("p", story.shrunk()).newline();
    }

    private void chapter(Story story, Chapter chapter) {
        body.element("h2", sentence(chapter.title())).newline();
        diagram(story, chapter);
        body.open("div", "class", "scroll").open("table").newline();
        for (var line : chapter.lines()) row(line);
        body.close("table").close("div").newline();
        if (!chapter.lost().isEmpty()) {
            body.open("p").text("Lost: ").element("code", String.join(", ", chapter.lost())).close("p").newline();
        }
        if (!chapter.remark().isEmpty()) body.element("p", chapter.remark(), "class", "dim").newline();
    }

    private void diagram(Story story, Chapter chapter) {
        var run = chapter.run();
        var lanes = Lanes.of(run);
        if (lanes.lines().isEmpty()) return;
        body.open("p", "class", "key");
        for (var state : new LineState[] {LineState.DIRTY, LineState.FLUSHED, LineState.DURABLE}) {
            body.element("span", state.words, "class", state.style);
        }
        body.element("span", "lost", "class", "l");
        body.close("p").element("p", LETTERS, "class", "dim").newline();
        body.open("div", "class", "scroll");
        body.raw(LaneDiagram.of(run, lanes, story.place(), chapter.hover())).close("div").newline();
        String leftOut = leftOut(lanes, run.trace().size());
        if (!leftOut.isEmpty()) body.element("p", leftOut, "class", "dim").newline();
    }

    private static String leftOut(Lanes lanes, int events) {
        var leftOut = new StringBuilder();
        if (lanes.from() > 0 || lanes.to() < events) {
            leftOut.append("Shown are the events %d to %d of %d. ".formatted(lanes.from(), lanes.to() - 1, events));
        }
        if (lanes.linesLeftOut() > 0) {
            leftOut.append("%d more cache lines, which lost nothing or less, are left out.".formatted(lanes.linesLeftOut()));
        }
        return leftOut.toString().strip();
    }

    private void row(StoryLine line) {
        String tone = line.tone() == Tone.PLAIN ? "" : line.tone().name().toLowerCase(Locale.ROOT);
        body.open("tr", "class", tone);
        body.element("td", line.time(), "class", "m");
        body.element("td", line.what(), "class", "m");
        body.element("td", line.where(), "class", "m");
        body.element("td", line.fate(), "class", "f").close("tr").newline();
    }

    private void read(Story story) {
        if (story.read().isEmpty()) return;
        body.open("p").text("Of what was undecided, recovery read: ").element("code", story.read()).close("p").newline();
    }

    private void fix(Story story) {
        body.element("h2", "Likely fix");
        body.element("p", sentence(story.fix().text()), "class", "fix").newline();
    }

    private void replay(Story story, Optional<ReplayFile> replay) {
        body.element("h2", "Replay").element("pre", story.replay()).newline();
        replay.ifPresent(file ->
                body.element("p", "Or put this into a file and run the test with -D" + Replays.PROPERTY + "=FILE:")
                        .element("pre", file.text())
                        .newline());
    }

    private static String sentence(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
