package dev.firn.faultinjection.report;

import dev.firn.faultinjection.CrashReport;
import java.util.LinkedHashMap;
import java.util.Map;

/// The page of an exploration in which every crash was survived.
final class HtmlSummary {
    private HtmlSummary() {}

    static String of(String test, CrashReport report) {
        var body = new Markup();
        body.element("h1", "Every crash survived: " + test).newline();
        body.element("p", report.sentence(), "class", "fix").newline();
        body.open("table").newline();
        rows(report).forEach((name, value) -> {
            body.open("tr").element("th", name).element("td", value).close("tr").newline();
        });
        body.close("table").newline();
        return HtmlPage.of("Every crash survived: " + test, body.toString());
    }

    private static Map<String, Object> rows(CrashReport report) {
        var rows = new LinkedHashMap<String, Object>();
        report.rungs().forEach((model, rung) -> rows.put("under " + model.name(), rung.words()));
        report.nestedRungs().forEach((model, rung) -> rows.put("in recoveries, under " + model.name(), rung.words()));
        rows.put("went to every crash point", report.complete() ? "yes" : "no: the search was ended early");
        rows.put("crash points of the workload", report.points());
        rows.put("crash points inside recoveries", report.nestedPoints());
        rows.put("distinct images recovered and judged", report.images());
        rows.put("choices that repeated an image", report.repeated());
        rows.put("refused in a declared way", report.counts().refused());
        rows.put("crashes one inside the other", report.depth());
        rows.put("seed", report.seed());
        return rows;
    }
}
