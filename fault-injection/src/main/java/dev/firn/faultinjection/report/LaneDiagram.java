package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashedRun;
import dev.firn.faultinjection.PendingWord;
import dev.firn.faultinjection.Trace;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/// Draws a run as SVG: a row for each cache line, a column for each event. The crash has a column of its own, which
/// shows what it left of each line; paler columns behind it are what would have come.
final class LaneDiagram {
    private static final int COLUMN = 14;
    private static final int ROW = 20;
    private static final int HEAD = 34;
    private static final int LETTER = 7;

    private final CrashedRun run;
    private final Lanes lanes;
    private final LongFunction<String> place;
    private final IntFunction<String> hover;
    private final int left;
    private final Set<Long> lost;
    private final Set<Long> survived;
    private final Markup svg = new Markup();

    private LaneDiagram(CrashedRun run, Lanes lanes, LongFunction<String> place, IntFunction<String> hover) {
        this.run = run;
        this.lanes = lanes;
        this.place = place;
        this.hover = hover;
        this.left =
                16 + LETTER * lanes.lines().stream().mapToInt(line -> place.apply(line << 6).length()).max().orElse(0);
        this.lost = linesOf(run, false);
        this.survived = linesOf(run, true);
    }

    /// @param place names an address
    /// @param hover what to say of an event
    static String of(CrashedRun run, Lanes lanes, LongFunction<String> place, IntFunction<String> hover) {
        return new LaneDiagram(run, lanes, place, hover).draw();
    }

    private String draw() {
        int width = x(lanes.to()) + COLUMN * 7;
        int height = HEAD + ROW * lanes.lines().size() + 12;
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                width,
                "height",
                height,
                "viewBox",
                "0 0 %d %d".formatted(width, height),
                "role",
                "img",
                "aria-label",
                "cache lines by events");
        numbers();
        for (int row = 0; row < lanes.lines().size(); row++) lane(row);
        for (int event = lanes.from(); event < lanes.to(); event++) column(event, height);
        crash(height);
        return svg.close("svg").toString();
    }

    private void numbers() {
        for (int event = lanes.from(); event < lanes.to(); event++) {
            if (event % 10 == 0) {
                svg.element("text", event, "class", "n", "x", x(event) + 1, "y", 12).newline();
            }
        }
    }

    /// One rectangle for as long as the state stays.
    private void lane(int row) {
        long line = lanes.lines().get(row);
        int y = HEAD + row * ROW;
        svg.element("text", place.apply(line << 6), "class", "a", "x", left - 8, "y", y + 13, "text-anchor", "end");
        svg.newline();
        int begin = lanes.from();
        for (int event = lanes.from(); event <= lanes.to(); event++) {
            boolean changes =
                    event == lanes.to() || event == run.event() || lanes.state(row, event) != lanes.state(row, begin);
            if (!changes || event == begin) continue;
            cell(lanes.state(row, begin), begin, event, y);
            begin = event;
        }
        fate(lost.contains(line), survived.contains(line), y);
        svg.newline();
    }

    private void fate(boolean lost, boolean survived, int y) {
        if (!lost && !survived) return;
        String style = lost ? "mark" : "u";
        int x = x(run.event()) - COLUMN;
        svg.empty("rect", "class", style, "x", x, "y", y, "width", COLUMN, "height", ROW - 4);
        String verdict = lost ? "LOST" : "survived";
        svg.element("text", verdict, "class", lost ? "lost" : "kept", "x", x(lanes.to()) + 6, "y", y + 13);
    }

    private void cell(LineState state, int from, int to, int y) {
        String style = from >= run.event() ? state.style + " later" : state.style;
        int width = (to - from) * COLUMN;
        svg.open("rect", "class", style, "x", x(from), "y", y, "width", width, "height", ROW - 4);
        svg.element("title", "%s behind t=%d to t=%d".formatted(state.words, from, to - 1)).close("rect");
    }

    private void column(int event, int height) {
        var kind = run.trace().kind(event);
        int middle = x(event) + COLUMN / 2;
        svg.open("g", "class", event >= run.event() ? "e later" : "e");
        svg.element("title", hover.apply(event));
        svg.empty("rect", "class", "hit", "x", x(event), "y", 14, "width", COLUMN, "height", height - 26);
        svg.element("text", letter(kind), "class", "k", "x", middle, "y", 27, "text-anchor", "middle");
        if (kind == Trace.Kind.DRAIN || kind == Trace.Kind.SYNC) {
            svg.empty("line", "class", "fence", "x1", middle, "y1", 30, "x2", middle, "y2", height - 12);
        }
        var stored = Lanes.lines(run.trace(), event);
        for (int row = 0; row < lanes.lines().size(); row++) {
            if (!stored.contains(lanes.lines().get(row))) continue;
            svg.empty("circle", "class", "dot", "cx", middle, "cy", HEAD + row * ROW + ROW / 2 - 2, "r", 3);
        }
        svg.close("g").newline();
    }

    private void crash(int height) {
        int x = x(run.event()) - COLUMN;
        svg.empty("line", "class", "crash", "x1", x, "y1", 0, "x2", x, "y2", height - 8);
        svg.element("text", "CRASH", "class", "crashed", "x", x + 4, "y", height - 1);
    }

    private int x(int event) {
        int column = event - lanes.from() + (event >= run.event() ? 1 : 0);
        return left + column * COLUMN;
    }

    private static String letter(Trace.Kind kind) {
        return switch (kind) {
            case WRITE -> "W";
            case PUBLISH -> "P";
            case STORE -> "S";
            case FLUSH -> "f";
            case DRAIN -> "D";
            case SYNC -> "Y";
            case SYNC_FAILED -> "!";
            case GROW -> "G";
            case SHRINK -> "s";
            case RELEASE -> "Z";
            case KILL -> "K";
            case STARTED -> "(";
            case ACKNOWLEDGED -> ")";
            case MARK -> "m";
        };
    }

    private static Set<Long> linesOf(CrashedRun run, boolean survived) {
        return run.pending().stream()
                .filter(word -> word.survived() == survived)
                .map(PendingWord::line)
                .collect(Collectors.toSet());
    }
}
